import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { preview } from "../../../preview/preview";
import { readProject } from "../../../preview/project";
import { runStack } from "../../../preview/run-stack";
import { reveal, secretValue, unwrap } from "../../../preview/values";
import { one, previewed, projectWith } from "../../support/preview";
import { runAlone } from "../../support/run-program";

async function faultOf(program: () => Promise<object>): Promise<string> {
  return runAlone(program).then(
    () => "none",
    (error: Error) => error.message,
  );
}

describe("preview", () => {
  it("is the same each time", async () => {
    const withoutTime = (document: { stacks: object[] }) => document.stacks.map((stack) => ({ ...stack, seconds: 0 }));
    expect(withoutTime(await preview(projectWith()))).to.deep.equal(withoutTime(await previewed()));
  });

  it("forms URNs as the engine does: every parent's type but the stack's", async () => {
    class Outer extends pulumi.ComponentResource {
      constructor(name: string) {
        super("test:index:Outer", name);
        new Inner("inner", { parent: this });
      }
    }
    class Inner extends pulumi.ComponentResource {
      constructor(name: string, opts: pulumi.ComponentResourceOptions) {
        super("test:index:Inner", name, {}, opts);
        new aws.sns.Topic("topic", { region: "eu-west-1" }, { parent: this });
      }
    }
    const stack = await runAlone(async () => {
      new Outer("outer");
      return {};
    });
    expect(one(stack, "sns/topic:Topic").urn).to.equal(
      "urn:pulumi:test::test::test:index:Outer$test:index:Inner$aws:sns/topic:Topic::topic",
    );
  });

  it("takes a resource's region from its provider where it has none of its own", async () => {
    const stack = await runAlone(async () => {
      const provider = new aws.Provider("there", { region: "eu-west-2" });
      new aws.sns.Topic("there", {}, { provider });
      new aws.sns.Topic("nowhere", {});
      return {};
    });
    expect(one(stack, "sns/topic:Topic", "there").region).to.equal("eu-west-2");
    expect(one(stack, "sns/topic:Topic", "nowhere").region).to.equal(null);
  });

  it("makes up nothing: an unknown call, read or stack fails, and so does a name given twice", async () => {
    expect(await faultOf(async () => ({ zones: await aws.getAvailabilityZones() }))).to.include(
      "the program calls aws:index/getAvailabilityZones:getAvailabilityZones, which preview/cloud/functions.ts does not answer",
    );
    expect(await faultOf(async () => ({ bucket: aws.s3.Bucket.get("found", "id").arn }))).to.include(
      "the program reads aws:s3/bucket:Bucket",
    );
    expect(
      await faultOf(async () => ({
        other: new pulumi.StackReference("later", { name: "organization/test/later" }).getOutput("x"),
      })),
    ).to.include("stack test reads stack organization/test/later, which comes after it");
    expect(
      await faultOf(async () => {
        new aws.sns.Topic("twice", {});
        new aws.sns.Topic("twice", {});
        return {};
      }),
    ).to.include("duplicate resource URN");
  });

  it("ends with the program's own error", async () => {
    expect(await faultOf(async () => Promise.reject(new Error("of the program's own")))).to.include(
      "of the program's own",
    );
    expect(
      await faultOf(async () => ({
        late: pulumi.output(1).apply((): number => {
          throw new Error("within an output");
        }),
      })),
    ).to.include("within an output");
  });

  it("gives resources as outputs", async () => {
    const stack = await runAlone(async () => {
      const topic = new aws.sns.Topic("topic", { region: "eu-west-1" });
      return { topic };
    });
    expect(stack.outputs.topic)
      .to.have.property("arn")
      .that.matches(/^arn:aws:sns:eu-west-1:/);
  });
});

describe("wire values", () => {
  it("hide secrets from people and keep them for the mock cloud", () => {
    const value = { list: [secretValue({ inner: 1 })], plain: true };
    expect(reveal(value)).to.deep.equal({ list: ["[secret]"], plain: true });
    expect(unwrap(value)).to.deep.equal({ list: [{ inner: 1 }], plain: true });
  });

  it("show assets by their path, and archives as such", async () => {
    const stack = await runAlone(async () => {
      new aws.s3.BucketObjectv2("file", { bucket: "b", source: new pulumi.asset.FileAsset("package.json") });
      new aws.lambda.Function("code", { role: "r", code: new pulumi.asset.AssetArchive({}) });
      return {};
    });
    expect(one(stack, "s3/bucketObjectv2:BucketObjectv2").inputs.source).to.equal("package.json");
    expect(one(stack, "lambda/function:Function").inputs.code).to.equal("[archive]");
  });
});

describe("project", () => {
  it("gives the shipped configuration as the engine does", () => {
    const config = readProject("Pulumi.yaml").config("prod");
    expect(config["redoubt:activeRegion"]).to.equal("us-east-1");
    expect(JSON.parse(config["redoubt:leaseRegions"] ?? "")).to.deep.equal(["us-east-1", "us-east-2", "us-west-2"]);
  });
});

describe("program", () => {
  it("names the stacks there are where it runs as another", async () => {
    const plan = { stack: "staging", kind: "edge" as const, dependsOn: [] };
    const error = await runStack("redoubt", plan, projectWith().config(), new Map()).catch((reason: Error) => reason);
    expect(error).to.have.property(
      "message",
      "stack: got staging, which is not in the topology; name one of global, prod, dr, edge",
    );
  });

  it("asks for the global stack's update where that one does not know a region yet", async () => {
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
