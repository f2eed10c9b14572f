import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { leaseEndpoints } from "../components/lease-access";
import { UserError } from "../errors";
import { LEASE_KEY } from "../failover/table";
import type { RedoubtConfig } from "./config";
import { leaseTableName } from "./naming";

/** What an update has to know of the lease. */
interface LiveLease {
  readonly active: string;
  readonly epoch: number;
}

/**
 * An update cannot undo a failover: refuses to go on where the lease names another active region than the configuration. Where
 * nothing is deployed yet there is no lease, and nothing to undo. No region that may be lost is asked.
 * @param provider makes the calls, with the rights that the update itself has
 * @throws UserError when the two differ, or when no lease region answers
 */
export async function checkLiveLease(
  { activeRegion, leaseRegions, regions }: RedoubtConfig,
  provider: pulumi.ProviderResource,
): Promise<void> {
  const live = await readLease(leaseEndpoints("", leaseRegions, Object.keys(regions)), provider);
  if (live === undefined || live.active === activeRegion) return;
  throw new UserError(
    [
      `the live active region is ${live.active} (the lease's epoch ${live.epoch}), the declared one is ${activeRegion}: this update would undo a failover.`,
      `Change one line in Pulumi.yaml: redoubt:activeRegion: ${live.active}`,
      `If ${activeRegion} was lost rather than switched away from, also list it under redoubt:quarantined.`,
    ].join("\n"),
  );
}

async function readLease(
  endpoints: readonly string[],
  provider: pulumi.ProviderResource,
): Promise<LiveLease | undefined> {
  const faults: string[] = [];
  for (const region of endpoints) {
    try {
      const key = JSON.stringify({ pk: { S: LEASE_KEY.pk } });
      const { item } = await aws.dynamodb.getTableItem({ region, tableName: leaseTableName(), key }, { provider });
      const { active, epoch } = JSON.parse(item) as { active: { S: string }; epoch: { N: string } };
      return { active: active.S, epoch: Number(epoch.N) };
    } catch (error) {
      const text = error instanceof Error ? error.message : String(error);
      if (isAbsent(text)) return undefined;
      faults.push(`  ${region}: ${text}`);
    }
  }
  throw new UserError(
    `lease: no region tells which region is active, so this update might undo a failover; retry when one answers:\n${faults.join("\n")}`,
  );
}

/** How the provider says that the table, or the item in it, does not exist. */
function isAbsent(message: string): boolean {
  return /ResourceNotFoundException|empty result|couldn't find resource/.test(message);
}
