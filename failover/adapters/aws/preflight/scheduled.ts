import { numberOf } from "../../../protocol/lease-item";
import { preflightKey } from "../../../protocol/lease-keys";
import { Doubt, type Finding } from "../../../run/preflight";
import type { TableClient } from "../table-client";

/** The daily preflight of a region's controller, with its own role. */
export interface ScheduledPreflight {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** The checks that failed, with their reasons. */
  readonly failed: readonly Pick<Finding, "check" | "detail">[];
}

/** A controller that has not checked for this long does not work, because it checks daily, milliseconds. */
const OVERDUE_MS = 26 * 60 * 60_000;

/** The last preflight of the region's controller; undefined if there was none. */
export async function readScheduledPreflight(
  table: Pick<TableClient, "get">,
  region: string,
): Promise<ScheduledPreflight | undefined> {
  const item = await table.get(preflightKey(region));
  const at = numberOf(item?.at);
  return at === null ? undefined : { at, failed: JSON.parse(item?.failed?.S ?? "[]") };
}

export async function recordScheduledPreflight(
  table: Pick<TableClient, "update">,
  region: string,
  { at, failed }: ScheduledPreflight,
): Promise<void> {
  await table.update(preflightKey(region), {
    UpdateExpression: "SET #at = :at, failed = :failed",
    ExpressionAttributeNames: { "#at": "at" },
    ExpressionAttributeValues: { ":at": { N: String(at) }, ":failed": { S: JSON.stringify(failed) } },
  });
}

/** Whether the region's controller, which has another role than the caller, found everything ready. */
export async function controllerPreflight(
  table: Pick<TableClient, "get">,
  region: string,
  now: number,
): Promise<string> {
  const last = await readScheduledPreflight(table, region);
  if (last === undefined) throw new Doubt(`the controller of ${region} has not checked yet; it checks daily`);
  const hours = Math.round((now - last.at) / 3_600_000);
  if (now - last.at > OVERDUE_MS) {
    throw new Error(`the controller of ${region} last checked ${hours} h ago; see the log of its step function`);
  }
  const [first, ...others] = last.failed;
  if (first) {
    const more = others.length > 0 ? ` and ${others.length} more` : "";
    throw new Error(`the controller of ${region} found ${hours} h ago: ${first.check}: ${first.detail}${more}`);
  }
  return `the controller of ${region} found everything ready ${hours} h ago`;
}
