import { randomUUID } from "node:crypto";
import {
  CreateDBInstanceCommand,
  type CreateDBInstanceCommandInput,
  CreateDBInstanceReadReplicaCommand,
  CreateDBParameterGroupCommand,
  DeleteDBInstanceCommand,
  DescribeDBInstancesCommand,
  DescribeDBParametersCommand,
  ModifyDBInstanceCommand,
  ModifyDBParameterGroupCommand,
  RDSClient,
} from "@aws-sdk/client-rds";
import { expect } from "chai";
import { parameterFamily } from "../../config/database-engines/engine";
import { MARIADB } from "../../config/database-engines/mariadb";
import { POSTGRES } from "../../config/database-engines/postgres";

const rds = new RDSClient({ region: "us-east-1" });
const elsewhere = new RDSClient({ region: "us-west-1" });

async function parameterGroup(family: string): Promise<string> {
  const DBParameterGroupName = `group-${randomUUID()}`;
  await rds.send(
    new CreateDBParameterGroupCommand({ DBParameterGroupName, DBParameterGroupFamily: family, Description: "test" }),
  );
  return DBParameterGroupName;
}

async function primary(own: Partial<CreateDBInstanceCommandInput> = {}) {
  const { DBInstance } = await rds.send(
    new CreateDBInstanceCommand({
      DBInstanceIdentifier: `db-${randomUUID()}`,
      DBInstanceClass: "db.m6g.large",
      Engine: "postgres",
      EngineVersion: "17.4",
      MasterUsername: "admin1",
      MasterUserPassword: "not-a-secret",
      AllocatedStorage: 20,
      ...own,
    }),
  );
  return { id: DBInstance?.DBInstanceIdentifier ?? "", arn: DBInstance?.DBInstanceArn ?? "" };
}

async function replicaOf(arn: string, EnableCloudwatchLogsExports?: string[]): Promise<string> {
  const DBInstanceIdentifier = `replica-${randomUUID()}`;
  const source = { SourceDBInstanceIdentifier: arn, EnableCloudwatchLogsExports };
  await elsewhere.send(new CreateDBInstanceReadReplicaCommand({ DBInstanceIdentifier, ...source }));
  return DBInstanceIdentifier;
}

/** The message with which a call is refused, or undefined where it succeeds. */
const refusal = (call: Promise<unknown>) =>
  call.then(
    () => undefined,
    (error: Error) => error.message,
  );

const upgrade = (client: RDSClient, id: string, EngineVersion: string, AllowMajorVersionUpgrade?: boolean) =>
  refusal(
    client.send(
      new ModifyDBInstanceCommand({
        DBInstanceIdentifier: id,
        EngineVersion,
        AllowMajorVersionUpgrade,
        ApplyImmediately: true,
      }),
    ),
  );

describe("RDS in the local AWS", () => {
  it("refuses a new major version that is not allowed explicitly", async () => {
    const { id } = await primary();
    expect(await upgrade(rds, id, "18.1")).to.include("AllowMajorVersionUpgrade flag must be present");
    expect(await upgrade(rds, id, "18.1", true)).to.equal(undefined);
  });

  it("refuses a parameter group of another family than the version's", async () => {
    const DBParameterGroupName = await parameterGroup("postgres17");
    const { id } = await primary({ DBParameterGroupName });
    expect(await upgrade(rds, id, "18.1", true)).to.include("DBParameterGroupFamily postgres18");
  });

  it("refuses to upgrade a PostgreSQL replica, and a MySQL source before its replicas", async () => {
    const postgres = await primary();
    expect(await upgrade(elsewhere, await replicaOf(postgres.arn), "18.1", true)).to.include(
      "not supported for Postgres",
    );
    const mysql = await primary({ Engine: "mysql", EngineVersion: "8.0.40" });
    const replica = await replicaOf(mysql.arn);
    expect(await upgrade(rds, mysql.id, "8.4.3", true)).to.include("read replicas need to be upgraded");
    expect(await upgrade(elsewhere, replica, "8.4.3", true)).to.equal(undefined);
    expect(await upgrade(rds, mysql.id, "8.4.3", true)).to.equal(undefined);
  });

  it("exports the logs that a replica's request names, not those of its source", async () => {
    const { arn, id } = await primary();
    const DBInstanceIdentifier = await replicaOf(arn, ["postgresql"]);
    const exportsOf = async (client: RDSClient, identifier: string) => {
      const described = await client.send(new DescribeDBInstancesCommand({ DBInstanceIdentifier: identifier }));
      return described.DBInstances?.[0]?.EnabledCloudwatchLogsExports ?? [];
    };
    expect(await exportsOf(elsewhere, DBInstanceIdentifier)).to.deep.equal(["postgresql"]);
    expect(await exportsOf(rds, id)).to.deep.equal([]);
  });

  it("refuses a final snapshot of a replica", async () => {
    const DBInstanceIdentifier = await replicaOf((await primary()).arn);
    const remove = (input: object) => elsewhere.send(new DeleteDBInstanceCommand({ DBInstanceIdentifier, ...input }));
    expect(await refusal(remove({ FinalDBSnapshotIdentifier: "final" }))).to.include("read replica");
    expect(await refusal(remove({ SkipFinalSnapshot: true }))).to.equal(undefined);
  });

  it("reports a TLS parameter that has its default as pending-reboot, whatever method was requested", async () => {
    for (const [engine, version, reported] of [
      [POSTGRES, "17", "pending-reboot"],
      [POSTGRES, "14", "immediate"],
      [MARIADB, "11.8", "pending-reboot"],
      [MARIADB, "11.4", "immediate"],
    ] as const) {
      const DBParameterGroupName = await parameterGroup(parameterFamily(engine, version));
      const { name, value } = engine.tlsParameter;
      const parameter = { ParameterName: name, ParameterValue: value, ApplyMethod: "immediate" as const };
      await rds.send(new ModifyDBParameterGroupCommand({ DBParameterGroupName, Parameters: [parameter] }));
      const { Parameters = [] } = await rds.send(new DescribeDBParametersCommand({ DBParameterGroupName }));
      const found = Parameters.find(({ ParameterName }) => ParameterName === name);
      expect(found?.ApplyMethod, parameterFamily(engine, version)).to.equal(reported);
    }
  });
});
