import { expect } from "chai";
import { ReplicatedDatabase, type ReplicatedDatabaseArgs } from "../../../../components";
import { ofType, one } from "../../../support/preview";
import { runComponents } from "../../../support/run-program";
import { PRIMARY, REPLICA } from "./arguments";

const run = (args: ReplicatedDatabaseArgs) => runComponents((opts) => new ReplicatedDatabase("orders", args, opts));
const instance = "rds/instance:Instance";
const backups = "rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication";

describe("ReplicatedDatabase", () => {
  it("is named by its region and generation, so that a rebuild makes a new instance", async () => {
    const { stack } = await run({ ...PRIMARY, generation: 3 });
    expect(one(stack, instance).name).to.equal("orders-g3");
    expect(one(stack, instance).inputs.identifier).to.equal("orders-us-east-1-g3");
  });

  it("keeps its URN and endpoint through every role", async () => {
    const roles = [REPLICA.role, { ...PRIMARY.role }, { ...PRIMARY.role, kind: "quarantined" as const }];
    const runs = await Promise.all(
      roles.map((role) => run({ ...REPLICA, role: role as ReplicatedDatabaseArgs["role"] })),
    );
    const urns = new Set(runs.map(({ stack }) => one(stack, instance).urn));
    expect(urns.size).to.equal(1);
    const identifiers = new Set(runs.map(({ stack }) => one(stack, instance).inputs.identifier));
    expect([...identifiers]).to.deep.equal(["orders-us-west-1-g1"]);
  });

  it("replicates backups and has lag alarms only as a replica", async () => {
    const primary = await run(PRIMARY);
    expect(ofType(primary.stack, backups)).to.deep.equal([]);
    expect(ofType(primary.stack, "cloudwatch/metricAlarm:MetricAlarm")).to.deep.equal([]);
    const replica = await run(REPLICA);
    expect(one(replica.stack, backups).inputs).to.include({
      region: "us-west-1",
      sourceDbInstanceArn: "arn:aws:rds:us-east-1:123456789012:db:orders-us-east-1-g1",
      retentionPeriod: 14,
    });
    expect(ofType(replica.stack, "cloudwatch/metricAlarm:MetricAlarm")).to.have.length(2);
  });

  it("exports its logs to groups with retention and key that exist before the instance does", async () => {
    const { stack } = await run({ ...PRIMARY, logRetentionDays: 30 });
    const groups = ofType(stack, "cloudwatch/logGroup:LogGroup");
    expect(groups.map(({ inputs }) => inputs.name)).to.have.members([
      "/aws/rds/instance/orders-us-east-1-g1/postgresql",
      "/aws/rds/instance/orders-us-east-1-g1/upgrade",
    ]);
    for (const { inputs, urn } of groups) {
      expect(inputs).to.include({ region: "us-east-1", retentionInDays: 30, kmsKeyId: PRIMARY.logKeyArn });
      expect(one(stack, instance).dependencies).to.include(urn);
    }
  });

  it("lets the caller change the instance and its surroundings", async () => {
    const { stack } = await run({
      ...PRIMARY,
      transform: { instance: { iops: 6000 }, subnetGroup: { description: "Isolated" } },
    });
    expect(one(stack, instance).inputs.iops).to.equal(6000);
    expect(one(stack, "rds/subnetGroup:SubnetGroup").inputs.description).to.equal("Isolated");
  });
});
