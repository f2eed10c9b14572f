import { decodeEnforcement } from "../../../../protocol/lease-item";
import { renewalKey } from "../../../../protocol/lease-keys";
import { Doubt } from "../../../../run/preflight";
import type { StandbyParts } from "./parts";

/** An agent reports every few seconds; an older report is not from an instance that runs now, milliseconds. */
const REPORT_MS = 10 * 60_000;

/** Whether the agents of the active region hold the path to its database to the lease. */
export async function agents({ ports, table }: Pick<StandbyParts, "ports" | "table">): Promise<string> {
  const { active } = await ports.lease.read();
  const { enforcedAt, renewedAt, unenforcedAt } = decodeEnforcement(await table.get(renewalKey(active)));
  if (renewedAt === undefined) throw new Doubt(`the agents of ${active} have never renewed the lease`);
  // Compared with the last renewal, so that the result is the same after the loss of the region.
  const isRecent = (at: number | undefined) => at !== undefined && renewedAt - at < REPORT_MS;
  if (isRecent(unenforcedAt)) {
    throw new Error(
      `an instance of ${active} cannot close or open the path to its database; there, run journalctl -u redoubt-lease-agent`,
    );
  }
  if (!isRecent(enforcedAt)) {
    throw new Error(
      `no instance of ${active} has reported that it enforces the lease; replace the application tier's instances: redoubt up`,
    );
  }
  return `the agents of ${active} enforce the lease`;
}
