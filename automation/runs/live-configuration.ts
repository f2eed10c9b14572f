import type { FailoverPorts } from "../../failover/protocol/ports";
import type { Lease } from "../../failover/protocol/types";
import type { RecordedConfiguration } from "../reconcile/recorded-configuration";

/**
 * The settings that describe the system as it is now. Quarantined are the regions whose databases are former primaries, by the lease; one
 * that has become a replica since, whatever it follows, is not named: an update would promote it.
 * @param recorded regions that the project's file has in quarantine; they stay there unless their databases are replicas
 */
export async function liveConfiguration(
  { database }: Pick<FailoverPorts, "database">,
  { active, quarantined }: Pick<Lease, "active" | "quarantined">,
  recorded: readonly string[],
): Promise<RecordedConfiguration> {
  const candidates = [...new Set([...quarantined, ...recorded])].filter((region) => region !== active);
  const isReplica = async (region: string) => {
    // A region that does not answer stays in quarantine.
    const state = await database.describe(region).catch(() => undefined);
    return state?.role === "replica";
  };
  const replicas = await Promise.all(candidates.map(isReplica));
  return { activeRegion: active, quarantined: candidates.filter((_, index) => !replicas[index]) };
}
