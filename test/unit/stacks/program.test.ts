import { expect } from "chai";
import { preview } from "../../../preview/preview";
import { runStack } from "../../../preview/run-stack";
import { one, previewed, projectWith, type Settings, stackOf } from "../../support/preview";
import { captured } from "../../support/run-cli";

describe("the program of a stack", () => {
  it("warns of the configuration once, in the global stack", async () => {
    const settings = {
      activeRegion: "eu-west-1",
      regions: {
        "eu-west-1": { stack: "prod", cidr: "10.10.0.0/16" },
        "eu-central-1": { stack: "dr", cidr: "10.20.0.0/16" },
      },
    };
    const { stderr } = await captured(async () => {
      await preview(projectWith(settings));
    });
    expect(stderr.match(/redoubt:leaseRegions: .* outside the EU/g)).to.have.length(1);
  });

  it("gives the access point a name of its own after a region was abandoned", async () => {
    const nameOf = async (settings: Settings) => {
      const { inputs } = one(
        stackOf(await previewed(settings), "global"),
        "s3control/multiRegionAccessPoint:MultiRegionAccessPoint",
      );
      return (inputs.details as { name: string }).name;
    };
    const abandoned = { "ca-central-1": { stack: "canada", cidr: "10.30.0.0/16" } };
    expect(await nameOf({ abandoned })).to.not.equal(await nameOf({}));
    // A third site has no bucket, and its loss replaces nothing.
    expect(await nameOf({ abandoned: { "us-east-2": {} } })).to.equal(await nameOf({}));
  });

  it("rejects a stack that is not in the topology, and lists those that are", async () => {
    const plan = { stack: "staging", kind: "edge" as const, dependsOn: [] };
    const error = await runStack("redoubt", plan, projectWith().config(), new Map()).catch((reason: Error) => reason);
    expect(error).to.have.property(
      "message",
      "stack: got staging, which is not in the topology; use one of global, prod, dr, edge",
    );
  });

  it("requires an update of the global stack for a region without global outputs", async () => {
    const plan = {
      stack: "prod",
      kind: "region" as const,
      region: "us-east-1",
      role: "active" as const,
      dependsOn: ["global"],
    };
    const names = [
      "accessPointArn",
      "databasePassword",
      "hostedZoneId",
      "leaseTableName",
      "originVerify",
      "routingStoreArn",
      "sentinelFunctionName",
    ];
    const maps = ["bucketArns", "certificateArns", "dataKeyArns", "leaseTableArns", "logBuckets", "secretArns"];
    const global = Object.fromEntries([...names.map((name) => [name, name]), ...maps.map((name) => [name, {}])]);
    const error = await runStack("redoubt", plan, projectWith().config(), new Map([["global", global]])).catch(
      (reason: Error) => reason,
    );
    expect(error)
      .to.have.property("message")
      .that.matches(/stack global: output \w+ has no us-east-1; update stack global first$/);
  });
});
