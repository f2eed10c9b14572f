import { expect } from "chai";
import { backupReplication } from "../../../../../../failover/adapters/aws/preflight/backup-replication";
import { failureOf, partsWith } from "./parts";

describe("failover/adapters/aws/preflight/backup-replication", () => {
  const check = (SourceRegions: object[]) =>
    backupReplication(partsWith({ DescribeSourceRegions: () => ({ SourceRegions }) }));
  const source = (RegionName: string, SupportsDBInstanceAutomatedBackupsReplication: boolean) => ({
    RegionName,
    SupportsDBInstanceAutomatedBackupsReplication,
  });

  it("accepts a supported pair of regions", async () => {
    expect(await check([source("us-east-1", true)])).to.equal("us-west-1 can receive automated backups of us-east-1");
  });

  it("refuses an unsupported pair", async () => {
    for (const sources of [[source("us-east-1", false)], [source("eu-west-1", true)]]) {
      expect((await failureOf(check(sources))).message).to.match(
        /^us-west-1 cannot receive automated backups of us-east-1 .*; choose a supported pair of regions$/,
      );
    }
  });

  it("is not decided when RDS reports no regions", async () => {
    expect((await failureOf(check([]))).name).to.equal("Doubt");
  });
});
