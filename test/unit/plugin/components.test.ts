import type * as pulumi from "@pulumi/pulumi";
import { assert } from "chai";
import * as components from "../../../plugin";
import { ComponentProvider } from "../../../plugin/host";
import type { PackageSchema } from "../../../plugin/schema-types";
import { runAlone } from "../../support/run-program";

describe("the components of the plugin", () => {
  const shared = { region: "eu-west-1", accountId: "123456789012", logRetentionDays: 30 };
  const keyArn = "arn:aws:kms:eu-west-1:123456789012:key/mrk-1";
  const regions = ["eu-west-1", "eu-central-1"];
  const cases: Readonly<Record<string, pulumi.Inputs>> = {
    AlarmTopic: { region: shared.region, accountId: shared.accountId, keyArn },
    EdgeDistribution: {
      domain: "example.com",
      hostedZoneId: "Z1",
      accountId: shared.accountId,
      activeRegion: "eu-west-1",
      origins: Object.fromEntries(
        regions.map((region) => [
          region,
          { hostname: `${region}.example.com`, loadBalancerDnsName: "lb", loadBalancerZoneId: "Z2" },
        ]),
      ),
    },
    LeaseTable: { tableName: "lease", homeRegion: "us-east-2", regions: ["us-east-1", "us-west-2"] },
    LogBucket: shared,
    MultiRegionBucket: { regions: Object.fromEntries(regions.map((region) => [region, {}])) },
    MultiRegionKey: {
      accountId: shared.accountId,
      description: "orders",
      homeRegion: "eu-north-1",
      replicaRegions: regions,
    },
    Network: { ...shared, cidr: "10.1.0.0/16", keyArn, zones: ["eu-west-1a", "eu-west-1b"] },
    OriginCertificates: { hostedZoneId: "Z1", originDomain: "example.com", regions },
    RegionalKey: { region: shared.region, accountId: shared.accountId },
    ReplicatedCredentials: {
      homeRegion: "eu-north-1",
      username: "orders",
      keyArns: Object.fromEntries(["eu-north-1", ...regions].map((region) => [region, keyArn])),
    },
    ReplicatedDatabase: {
      keyArn,
      network: { region: "eu-west-1", vpcId: "vpc-1", databaseSubnetIds: ["subnet-1", "subnet-2"] },
      role: { kind: "primary", databaseName: "orders", username: "orders", password: "correct horse" },
    },
    RoutingStore: { firstActiveRegion: "eu-west-1" },
  };

  it("have a case each", () => {
    assert.sameMembers(Object.keys(cases), Object.keys(components));
  });

  for (const [component, inputs] of Object.entries(cases)) {
    it(`include ${component}, which registers resources and has the outputs of its schema`, async () => {
      const provider = new ComponentProvider();
      const token = `redoubt:index:${component}`;
      const { resources }: PackageSchema = JSON.parse(await provider.getSchema());
      let outputs: string[] = [];
      const stack = await runAlone(async () => {
        const { state } = await provider.construct("orders", token, inputs, {});
        outputs = Object.keys(state);
        return {};
      });
      assert.sameMembers(outputs, Object.keys(resources[token]?.properties ?? {}));
      assert.isTrue(stack.resources.some(({ type }) => type.startsWith("aws")));
    });
  }
});
