import { expect } from "chai";
import { stopFormerBackupReplications } from "../../../../../failover/adapters/aws/backup-replications";
import { standInClients } from "./stand-ins";

const arn = (region: string, identifier: string) => `arn:aws:rds:${region}:123456789012:db:${identifier}`;
const former = arn("us-east-1", "tier-database-us-east-1-g1");
const current = arn("us-east-1", "tier-database-us-east-1-g2");

/** Reconciles us-west-1, into which the automated backups of these instances are replicated. */
async function reconcile(
  sourceArn: string | undefined,
  backups: readonly { DBInstanceArn: string; Status?: string }[],
) {
  const { asked, clients } = standInClients({
    DescribeDBInstanceAutomatedBackups: () => ({
      DBInstanceAutomatedBackups: backups.map((backup) => ({ Status: "replicating", ...backup })),
    }),
    StopDBInstanceAutomatedBackupsReplication: () => ({}),
  });
  const database = { region: "us-west-1", databaseIdentifier: "tier-database-us-west-1-g1", sourceArn };
  const message = await stopFormerBackupReplications(database, clients);
  const stopped = asked.filter(({ command }) => command.startsWith("Stop"));
  return { message, stopped: stopped.map(({ input }) => input.SourceDBInstanceArn), asked };
}

describe("failover/adapters/aws/backup-replications", () => {
  it("stops, after a promotion, the replication of the former primary's backups, without a call to its region", async () => {
    const { asked, message, stopped } = await reconcile(undefined, [{ DBInstanceArn: former }]);
    expect(stopped).to.deep.equal([former]);
    expect(asked.map(({ region }) => region)).to.deep.equal(["us-west-1", "us-west-1"]);
    expect(message).to.equal(
      "the automated backups of tier-database-us-east-1-g1 are no longer replicated to us-west-1",
    );
  });

  it("keeps the replication of the current source's backups", async () => {
    const { message, stopped } = await reconcile(current, [{ DBInstanceArn: former }, { DBInstanceArn: current }]);
    expect(stopped).to.deep.equal([former]);
    expect(message).not.to.include("g2");
  });

  it("does not touch the region's own backups, those of other databases, and replications that have ended", async () => {
    const { message, stopped } = await reconcile(undefined, [
      { DBInstanceArn: arn("us-west-1", "tier-database-us-west-1-g1") },
      { DBInstanceArn: arn("us-east-1", "billing-us-east-1-g1") },
      { DBInstanceArn: former, Status: "retained" },
    ]);
    expect([message, stopped]).to.deep.equal([undefined, []]);
  });
});
