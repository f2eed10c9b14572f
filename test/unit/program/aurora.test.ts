import { expect } from "chai";
import type { PreviewDocument } from "../../../preview/document";
import { ofType, one, policyOf, previewed, type Settings, stackOf, swapped } from "../../support/preview";

const CLUSTER = "rds/cluster:Cluster";
const INSTANCE = "rds/clusterInstance:ClusterInstance";

const aurora = (own: object = {}, settings: Settings = {}): Settings => ({
  ...settings,
  database: {
    engine: "aurora-postgresql",
    instanceClass: "db.serverless",
    aurora: {
      instances: { active: 3, standby: 1 },
      serverless: { minimum: 1, maximum: 8 },
      rpoSeconds: 30,
      ...own,
    },
  },
});
const clusterOf = (document: PreviewDocument, stack: string) => one(stackOf(document, stack), CLUSTER);

/** `rds.global_db_rpo` of each region. */
async function limits(settings: Settings) {
  const document = await previewed(settings);
  return ["prod", "dr"].map((stack) => {
    const { inputs } = one(stackOf(document, stack), "rds/clusterParameterGroup:ClusterParameterGroup");
    const parameters = inputs.parameters as { name: string; value: string }[];
    return parameters.find(({ name }) => name === "rds.global_db_rpo")?.value;
  });
}

describe("all stacks: an Aurora Global Database", () => {
  it("is one global cluster in the global stack, with a cluster of every region as a member", async () => {
    const document = await previewed(aurora());
    const global = one(stackOf(document, "global"), "rds/globalCluster:GlobalCluster");
    expect(stackOf(document, "global").outputs.globalDatabase).to.equal(global.inputs.globalClusterIdentifier);
    for (const stack of ["prod", "dr"]) {
      const { inputs } = clusterOf(document, stack);
      expect(inputs.globalClusterIdentifier).to.equal(global.inputs.globalClusterIdentifier);
      expect(inputs.serverlessv2ScalingConfiguration).to.deep.equal({ minCapacity: 1, maxCapacity: 8 });
      expect(ofType(stackOf(document, stack), "rds/instance:Instance")).to.deep.equal([]);
    }
  });

  it("has the credentials in the active region only, and as many instances as the role", async () => {
    const document = await previewed(aurora());
    expect(clusterOf(document, "prod").inputs).to.include({ masterUsername: "redoubt", masterPassword: "[secret]" });
    expect(clusterOf(document, "dr").inputs).not.to.have.any.keys("masterUsername", "masterPassword", "databaseName");
    expect(["prod", "dr"].map((stack) => ofType(stackOf(document, stack), INSTANCE).length)).to.deep.equal([3, 1]);
    const headless = await previewed(aurora({ instances: { active: 2, standby: 0 } }));
    expect(ofType(stackOf(headless, "dr"), INSTANCE)).to.deep.equal([]);
  });

  it("keeps its clusters in place by the two lines of a failover", async () => {
    const [before, after] = [await previewed(aurora()), await previewed(aurora({}, swapped))];
    for (const stack of ["prod", "dr"]) {
      const [old, changed] = [clusterOf(before, stack), clusterOf(after, stack)];
      expect(changed.urn).to.equal(old.urn);
      for (const property of ["clusterIdentifier", "globalClusterIdentifier", "kmsKeyId", "dbSubnetGroupName"]) {
        expect(changed.inputs[property], property).to.deep.equal(old.inputs[property]);
      }
    }
  });

  it("bounds the loss on a primary that has a secondary, and on no other cluster", async () => {
    expect(await limits(aurora())).to.deep.equal(["30", undefined]);
    expect(await limits(aurora({}, swapped))).to.deep.equal([undefined, undefined]);
    expect(await limits(aurora({}, { activeRegion: "us-west-1" }))).to.deep.equal([undefined, "30"]);
  });

  it("names the global database and the instances that a failover may add in what the failover reads", async () => {
    const document = await previewed(aurora());
    const standby = stackOf(document, "dr");
    expect(standby.outputs.databaseInstances).to.deep.include({
      active: 3,
      engine: "aurora-postgresql",
      class: "db.serverless",
    });
    const statements = ofType(standby, "iam/rolePolicy:RolePolicy")
      .filter(({ name }) => name.includes("failover-step"))
      .flatMap((policy) => policyOf(policy).Statement);
    const resourcesOf = (action: string) =>
      statements.filter(({ Action }) => [Action].flat().includes(action)).flatMap(({ Resource }) => Resource);
    const id = stackOf(document, "global").outputs.globalDatabase;
    for (const action of ["rds:FailoverGlobalCluster", "rds:SwitchoverGlobalCluster"]) {
      expect(resourcesOf(action)).to.have.members([
        `arn:aws:rds::123456789012:global-cluster:${id}`,
        `arn:aws:rds:us-east-1:123456789012:cluster:${id}-us-east-1-g*`,
        `arn:aws:rds:us-west-1:123456789012:cluster:${id}-us-west-1-g*`,
      ]);
    }
    expect(resourcesOf("rds:DeleteDBInstance")).to.deep.equal([
      `arn:aws:rds:us-west-1:123456789012:db:${id}-us-west-1-g1-relief-*`,
    ]);
    expect(resourcesOf("rds:PromoteReadReplica")).to.deep.equal([]);
  });

  it("exports its logs to groups with the retention and the key of the region, and has its lag alarm in the standby", async () => {
    const document = await previewed(aurora());
    for (const stack of ["prod", "dr"]) {
      const { inputs } = clusterOf(document, stack);
      const groups = ofType(stackOf(document, stack), "cloudwatch/logGroup:LogGroup").filter(
        ({ inputs: group }) => group.name === `/aws/rds/cluster/${inputs.clusterIdentifier}/postgresql`,
      );
      expect(groups.map((group) => group.inputs.retentionInDays)).to.deep.equal([365]);
      expect(groups[0]?.inputs.kmsKeyId).to.match(new RegExp(`^arn:aws:kms:${stackOf(document, stack).region}:`));
    }
    const lagAlarms = (stack: string) =>
      ofType(stackOf(document, stack), "cloudwatch/metricAlarm:MetricAlarm").filter(
        ({ inputs }) => inputs.metricName === "AuroraGlobalDBRPOLag",
      );
    expect(lagAlarms("prod")).to.deep.equal([]);
    expect(lagAlarms("dr").map(({ inputs }) => inputs.threshold)).to.deep.equal([60_000]);
  });
});
