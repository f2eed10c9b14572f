import { expect } from "chai";
import { ReplicatedDatabase } from "../../../../../components";
import { one } from "../../../../support/preview";
import { runComponents } from "../../../../support/run-program";
import { AURORA_PRIMARY, AURORA_SECONDARY } from "../arguments";

const CLUSTER = "rds/cluster:Cluster";
const clusterOf = async (args: typeof AURORA_PRIMARY) =>
  one((await runComponents((opts) => new ReplicatedDatabase("orders", args, opts))).stack, CLUSTER);
const QUARANTINED = { ...AURORA_PRIMARY.role, kind: "quarantined" } as typeof AURORA_PRIMARY.role;

describe("cluster", () => {
  it("is encrypted with the region's key, protected, backed up, and signs the sentinel in with IAM", async () => {
    expect((await clusterOf(AURORA_PRIMARY)).inputs).to.deep.include({
      region: "us-east-1",
      clusterIdentifier: "orders-us-east-1-g1",
      globalClusterIdentifier: "orders",
      storageEncrypted: true,
      kmsKeyId: AURORA_PRIMARY.keyArn,
      deletionProtection: true,
      deleteAutomatedBackups: false,
      backupRetentionPeriod: 14,
      iamDatabaseAuthenticationEnabled: true,
      enabledCloudwatchLogsExports: ["postgresql"],
      finalSnapshotIdentifier: "orders-us-east-1-g1-final",
    });
  });

  it("has its region's network, parameters and windows, and changes at once", async () => {
    const { stack } = await runComponents((opts) => new ReplicatedDatabase("orders", AURORA_PRIMARY, opts));
    const { inputs, propertyDependencies } = one(stack, CLUSTER);
    expect(inputs).to.include({
      engine: "aurora-postgresql",
      engineVersion: "17.5",
      engineLifecycleSupport: "open-source-rds-extended-support-disabled",
      preferredBackupWindow: AURORA_PRIMARY.backupWindow,
      preferredMaintenanceWindow: AURORA_PRIMARY.maintenanceWindow,
      copyTagsToSnapshot: true,
      applyImmediately: true,
    });
    for (const [property, type] of [
      ["dbSubnetGroupName", "rds/subnetGroup:SubnetGroup"],
      ["vpcSecurityGroupIds", "ec2/securityGroup:SecurityGroup"],
      ["dbClusterParameterGroupName", "rds/clusterParameterGroup:ClusterParameterGroup"],
    ] as const) {
      expect(propertyDependencies[property], property).to.deep.equal([one(stack, type).urn]);
    }
  });

  it("has credentials as the primary only, none of them managed by RDS", async () => {
    const primary = await clusterOf(AURORA_PRIMARY);
    expect(primary.inputs).to.include({ masterUsername: "orders", databaseName: "orders" });
    expect(primary.inputs).not.to.have.property("manageMasterUserPassword");
    for (const role of [AURORA_SECONDARY.role, QUARANTINED]) {
      const { inputs } = await clusterOf({ ...AURORA_SECONDARY, role });
      expect(inputs).not.to.have.any.keys("masterUsername", "masterPassword", "databaseName");
    }
  });

  it("leaves a final snapshot as a primary or a former one, which may have writes that no other cluster has", async () => {
    expect((await clusterOf({ ...AURORA_SECONDARY, role: QUARANTINED })).inputs).to.include({
      skipFinalSnapshot: false,
      finalSnapshotIdentifier: "orders-us-west-1-g1-final",
    });
    expect((await clusterOf(AURORA_SECONDARY)).inputs.skipFinalSnapshot).to.equal(true);
  });

  it("ignores what changes with the roles, so that an update neither detaches nor promotes nor replaces it", async () => {
    const ignored = async (role: typeof AURORA_PRIMARY.role) => {
      const args = { ...AURORA_SECONDARY, role };
      const { optionsOf } = await runComponents((opts) => new ReplicatedDatabase("orders", args, opts));
      return optionsOf(CLUSTER, "orders-g1").ignoreChanges;
    };
    const always = ["globalClusterIdentifier", "replicationSourceIdentifier", "databaseName", "masterUsername"];
    for (const role of [AURORA_PRIMARY.role, AURORA_SECONDARY.role, QUARANTINED]) {
      expect(await ignored(role)).to.include.members([
        ...always,
        "engineVersion",
        "availabilityZones",
        "engineLifecycleSupport",
      ]);
    }
    expect(await ignored(AURORA_PRIMARY.role)).not.to.include("masterPassword");
    expect(await ignored(AURORA_SECONDARY.role)).to.include("masterPassword");
  });

  it("keeps its URN and identifier through every role", async () => {
    const roles = [AURORA_SECONDARY.role, AURORA_PRIMARY.role, QUARANTINED];
    const clusters = await Promise.all(roles.map((role) => clusterOf({ ...AURORA_SECONDARY, role })));
    expect(new Set(clusters.map(({ urn }) => urn)).size).to.equal(1);
    expect(new Set(clusters.map(({ inputs }) => inputs.clusterIdentifier)).size).to.equal(1);
  });

  it("scales as Aurora Serverless v2 between the configured capacities", async () => {
    const { inputs } = await clusterOf({
      ...AURORA_PRIMARY,
      instanceClass: "db.serverless",
      serverless: { minimumUnits: 0.5, maximumUnits: 16 },
    });
    expect(inputs.serverlessv2ScalingConfiguration).to.deep.equal({ minCapacity: 0.5, maxCapacity: 16 });
  });
});
