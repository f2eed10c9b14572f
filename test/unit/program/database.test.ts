import { expect } from "chai";
import type { PreviewedStack } from "../../../preview/document";
import {
  ofType,
  one,
  previewed,
  type Settings,
  shippedSettings,
  stackOf,
  swapped,
  threeRegions,
} from "../../support/preview";

const instanceOf = (stack: PreviewedStack) => one(stack, "rds/instance:Instance");

for (const stackName of ["prod", "dr"]) {
  describe(`all stacks: database of ${stackName}`, () => {
    it("is Multi-AZ, encrypted by its own region's key, protected and monitored, whatever its role", async () => {
      const stack = stackOf(await previewed(), stackName);
      const { inputs } = instanceOf(stack);
      expect(inputs).to.include({
        multiAz: true,
        storageEncrypted: true,
        publiclyAccessible: false,
        deletionProtection: true,
        backupRetentionPeriod: 14,
        backupWindow: "07:00-08:00",
        // A maintenance restarts the databases of two regions on different days.
        maintenanceWindow: stackName === "prod" ? "fri:09:00-fri:10:00" : "sat:09:00-sat:10:00",
        copyTagsToSnapshot: true,
        performanceInsightsEnabled: true,
        monitoringInterval: 30,
        deleteAutomatedBackups: false,
      });
      expect(inputs.enabledCloudwatchLogsExports).to.deep.equal(["postgresql", "upgrade"]);
      for (const key of ["kmsKeyId", "performanceInsightsKmsKeyId"]) {
        expect(inputs[key]).to.match(new RegExp(`^arn:aws:kms:${stack.region}:`));
      }
    });

    it("refuses connections without TLS", async () => {
      const stack = stackOf(await previewed(), stackName);
      const parameters = one(stack, "rds/parameterGroup:ParameterGroup");
      expect(parameters.inputs).to.deep.include({
        family: "postgres17",
        parameters: [{ name: "rds.force_ssl", value: "1", applyMethod: "pending-reboot" }],
      });
      expect(instanceOf(stack).propertyDependencies.parameterGroupName).to.include(parameters.urn);
    });

    it("accepts connections from the application tier and the sentinel only", async () => {
      const stack = stackOf(await previewed(), stackName);
      const group = ofType(stack, "ec2/securityGroup:SecurityGroup").find(({ name }) => name === "tier-database");
      const clients = ["tier-application-instances", "sentinel"].map(
        (name) => one(stack, "ec2/securityGroup:SecurityGroup", name).urn,
      );
      const rules = ofType(stack, "vpc/securityGroupIngressRule:SecurityGroupIngressRule").filter((rule) =>
        rule.propertyDependencies.securityGroupId?.includes(group?.urn ?? ""),
      );
      const sources = rules.flatMap(({ propertyDependencies }) => propertyDependencies.referencedSecurityGroupId ?? []);
      expect(sources).to.include.members(clients);
      expect(rules).to.have.length(clients.length);
      for (const { inputs } of rules) expect(inputs).to.include({ fromPort: 5432, toPort: 5432 });
    });
  });
}

describe("all stacks: the active database", () => {
  it("is created with its name and credentials, whose password is secret", async () => {
    const { inputs } = instanceOf(stackOf(await previewed(), "prod"));
    expect(inputs).to.include({ dbName: "application", username: "redoubt", password: "[secret]", engine: "postgres" });
    expect(inputs).not.to.have.property("replicateSourceDb");
  });
});

describe("all stacks: the standby database", () => {
  it("is a replica of the active region's database, with its own region's key", async () => {
    const document = await previewed();
    const { inputs } = instanceOf(stackOf(document, "dr"));
    expect(inputs.replicateSourceDb).to.equal(stackOf(document, "prod").outputs.databaseArn);
    expect(inputs).not.to.have.any.keys("username", "password", "dbName");
  });

  it("replicates the active database's automated backups to its own region", async () => {
    const document = await previewed();
    const replication = one(
      stackOf(document, "dr"),
      "rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication",
    );
    expect(replication.region).to.equal("us-west-1");
    expect(replication.inputs.sourceDbInstanceArn).to.equal(stackOf(document, "prod").outputs.databaseArn);
    expect(replication.inputs.kmsKeyId).to.match(/^arn:aws:kms:us-west-1:/);
    expect(replication.inputs.retentionPeriod).to.equal(14);
  });

  it("raises an alarm in its own region when it lags, reports no lag, or does not replicate", async () => {
    const stack = stackOf(await previewed(), "dr");
    const alarms = ofType(stack, "cloudwatch/metricAlarm:MetricAlarm").filter(
      ({ inputs }) => inputs.metricName === "ReplicaLag" || inputs.metricName === "SecondsAtRisk",
    );
    expect(
      alarms.map(({ inputs }) => [inputs.metricName, inputs.comparisonOperator, inputs.threshold]),
    ).to.have.deep.members([
      ["SecondsAtRisk", "GreaterThanThreshold", 60],
      ["ReplicaLag", "LessThanThreshold", 0],
    ]);
    for (const alarm of alarms) {
      expect(alarm.region).to.equal("us-west-1");
      expect(alarm.inputs.treatMissingData).to.equal("breaching");
      expect(alarm.propertyDependencies.alarmActions).to.satisfy((urns: string[]) =>
        urns.some((urn) => urn.includes("aws:sns/topic")),
      );
    }
  });

  it("has every setting of the active database that its role permits", async () => {
    const document = await previewed();
    const [active, standby] = ["prod", "dr"].map((name) => instanceOf(stackOf(document, name)).inputs);
    const own = [
      "region",
      "identifier",
      "finalSnapshotIdentifier",
      "skipFinalSnapshot",
      "tags",
      "dbName",
      "username",
      "password",
      "replicateSourceDb",
      "maintenanceWindow",
    ];
    const names = ["kmsKeyId", "performanceInsightsKmsKeyId", "monitoringRoleArn"];
    const groups = ["dbSubnetGroupName", "parameterGroupName", "vpcSecurityGroupIds"];
    for (const key of Object.keys(active ?? {}).filter((each) => ![...own, ...names, ...groups].includes(each))) {
      expect(standby?.[key], key).to.deep.equal(active?.[key]);
    }
  });
});

describe("all stacks: a database after a failover", () => {
  it("is the same resource, without its source, in the promoted region", async () => {
    const before = instanceOf(stackOf(await previewed(), "dr"));
    const after = instanceOf(stackOf(await previewed(swapped), "dr"));
    expect(after.urn).to.equal(before.urn);
    expect(after.inputs).not.to.have.property("replicateSourceDb");
    expect(after.protect).to.equal(true);
  });

  it("is unchanged in the quarantined region, and can be rebuilt", async () => {
    const before = instanceOf(stackOf(await previewed(), "prod"));
    const after = instanceOf(stackOf(await previewed(swapped), "prod"));
    expect(after.urn).to.equal(before.urn);
    const withoutTags = ({ tags: _, ...inputs }: Record<string, unknown>) => inputs;
    expect(withoutTags(after.inputs)).to.deep.equal(withoutTags(before.inputs));
    expect(after.protect).to.equal(false);
  });

  it("is a new replica under a new name once its generation is raised", async () => {
    const regions = {
      "us-east-1": { stack: "prod", cidr: "10.10.0.0/16", database: { generation: 2 } },
      "us-west-1": { stack: "dr", cidr: "10.20.0.0/16" },
    };
    const document = await previewed({ activeRegion: "us-west-1", regions });
    const rebuilt = instanceOf(stackOf(document, "prod"));
    expect(rebuilt.name).to.equal("tier-database-g2");
    expect(rebuilt.inputs.identifier).to.equal("redoubt-database-us-east-1-g2");
    expect(rebuilt.inputs.replicateSourceDb).to.equal(stackOf(document, "dr").outputs.databaseArn);
  });
});

describe("all stacks: engines", () => {
  for (const [engine, version, family, parameter] of [
    ["mysql", "8.4", "mysql8.4", "require_secure_transport"],
    ["mariadb", "11.4", "mariadb11.4", "require_secure_transport"],
  ]) {
    it(`force TLS in ${engine}`, async () => {
      const document = await previewed({ database: { engine, version } });
      const { inputs } = one(stackOf(document, "dr"), "rds/parameterGroup:ParameterGroup");
      expect(inputs.family).to.equal(family);
      expect(inputs).to.have.nested.property("parameters[0].name", parameter);
      expect(instanceOf(stackOf(document, "prod")).inputs.enabledCloudwatchLogsExports).to.deep.equal([
        "error",
        "slowquery",
      ]);
    });
  }
});

describe("all stacks: credentials", () => {
  it("are random, under a multi-region key, and replicated to every region in advance", async () => {
    const global = stackOf(await previewed(threeRegions), "global");
    expect(one(global, "random:index/randomPassword:RandomPassword", "database").inputs.length).to.equal(32);
    const secret = one(global, "secretsmanager/secret:Secret");
    // The third site, which hosts no tier.
    expect(secret.region).to.equal("us-east-2");
    const replicas = secret.inputs.replicas as { region: string; kmsKeyId: string }[];
    expect(replicas.map(({ region }) => region)).to.deep.equal(["eu-west-1", "us-east-1", "us-west-1"]);
    for (const { region, kmsKeyId } of replicas) expect(kmsKeyId).to.match(new RegExp(`^arn:aws:kms:${region}:.*mrk-`));
    expect(one(global, "secretsmanager/secretVersion:SecretVersion").inputs.secretString).to.equal("[secret]");
  });

  it("appear nowhere in plain text", async () => {
    const document = await previewed();
    const global = stackOf(document, "global");
    expect(global.outputs).to.include({ databasePassword: "[secret]", originVerify: "[secret]" });
    for (const stack of document.stacks) {
      for (const { inputs, type } of stack.resources) {
        if ("password" in inputs) expect(inputs.password, type).to.equal("[secret]");
      }
    }
  });
});

describe("all stacks: engine version of the databases", () => {
  const inputsOf = async (settings: Settings, stack: string) => instanceOf(stackOf(await previewed(settings), stack));

  it("leaves Extended Support off, or turns it on where the configuration says so, without a change of existing instances", async () => {
    for (const stack of ["prod", "dr"]) {
      const { inputs } = await inputsOf({}, stack);
      expect(inputs.engineLifecycleSupport).to.equal("open-source-rds-extended-support-disabled");
    }
    const extended = { database: { engine: "mysql", version: "8.0", extendedSupport: true } };
    const { inputs } = await inputsOf(extended, "prod");
    expect(inputs.engineLifecycleSupport).to.equal("open-source-rds-extended-support");
  });

  it("has no lifecycle setting for MariaDB, where RDS refuses it", async () => {
    const { inputs } = await inputsOf({ database: { engine: "mariadb", version: "11.4" } }, "prod");
    expect(inputs).not.to.have.property("engineLifecycleSupport");
  });

  it("changes the version of one region first, with the parameter group of that version", async () => {
    const regions = structuredClone(shippedSettings.regions) as Record<string, object>;
    regions["us-east-1"] = { ...regions["us-east-1"], database: { version: "18" } };
    const settings = { regions, database: { allowMajorVersionUpgrade: true } };
    for (const [stack, version] of [
      ["prod", "18"],
      ["dr", "17"],
    ] as const) {
      const { inputs, urn } = await inputsOf(settings, stack);
      expect(inputs).to.include({ engineVersion: version, allowMajorVersionUpgrade: true });
      const parameters = one(stackOf(await previewed(settings), stack), "rds/parameterGroup:ParameterGroup");
      expect(parameters.inputs.family).to.equal(`postgres${version}`);
      expect(urn).to.match(/tier-database-g1$/);
    }
  });

  it("refuses a major version change unless the configuration permits it", async () => {
    expect((await inputsOf({}, "prod")).inputs.allowMajorVersionUpgrade).to.equal(false);
  });
});
