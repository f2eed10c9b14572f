import { DescribeSourceRegionsCommand } from "@aws-sdk/client-rds";
import { Doubt } from "../../../run/preflight";
import { bounded } from "../bounded";
import type { AccountParts } from "./parts";

/** The maximum page size of the call; AWS has fewer regions. */
const PAGE = 100;

/** Whether RDS can replicate automated backups from the other regions to this one. Not every pair of regions is supported. */
export async function backupReplication({ clients, others, region }: AccountParts): Promise<string> {
  const command = new DescribeSourceRegionsCommand({ MaxRecords: PAGE });
  const { SourceRegions: sources = [] } = await bounded((options) => clients.rds(region).send(command, options));
  if (sources.length === 0) throw new Doubt(`RDS in ${region} reports no source regions`);
  const unsupported = others.filter(
    (other) =>
      !sources.some((source) => source.RegionName === other && source.SupportsDBInstanceAutomatedBackupsReplication),
  );
  if (unsupported.length === 0) return `${region} can receive automated backups of ${others.join(", ")}`;
  throw new Error(
    `${region} cannot receive automated backups of ${unsupported.join(", ")} (RDS User Guide, replicating automated backups); choose a supported pair of regions`,
  );
}
