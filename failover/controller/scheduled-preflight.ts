import { readScheduledPreflight, recordScheduledPreflight } from "../adapters/aws/preflight/scheduled";
import { standbyChecks } from "../adapters/aws/preflight/standby";
import type { StandbyParts } from "../adapters/aws/preflight/standby/parts";
import type { TableClient } from "../adapters/aws/table-client";
import { preflight } from "../run/preflight";
import { logMetric, METRICS, metricDimensions } from "./metric";

/** The interval between two preflights, milliseconds. */
const INTERVAL_MS = 24 * 60 * 60_000;
/** The interval after one with failed checks, so that a fixed fault soon ends the alarm, milliseconds. */
const RETRY_MS = 15 * 60_000;

/**
 * Called once a minute in a standby: checks daily, with the controller's own role, what a failover to the region depends on, and
 * publishes the number of failed checks as the alarm's metric.
 */
export async function scheduledPreflight(
  parts: Omit<StandbyParts, "table"> & { readonly table: Pick<TableClient, "get" | "update"> },
): Promise<void> {
  const { deployment, ports, table, to } = parts;
  const now = ports.clock.now();
  let last = await readScheduledPreflight(table, to);
  const interval = last?.failed.length ? RETRY_MS : INTERVAL_MS;
  if (last === undefined || now - last.at >= interval) {
    const findings = await preflight(standbyChecks(parts));
    const failed = findings.filter(({ state }) => state === "failed").map(({ check, detail }) => ({ check, detail }));
    last = { at: now, failed };
    await recordScheduledPreflight(table, to, last);
    for (const { check, state, detail } of findings) console.log(`preflight ${check}: ${state}: ${detail}`);
  }
  logMetric(METRICS.preflightFailed, last.failed.length, metricDimensions(deployment.leaseTableName, to), now);
}
