import { Application } from "../adapters/application";
import { dynamodbClient } from "../adapters/aws/clients/dynamodb";
import { DynamoJournal } from "../adapters/aws/journal";
import { DynamoLease } from "../adapters/aws/lease";
import { TableClient } from "../adapters/aws/table-client";
import { DynamoWatermarks } from "../adapters/aws/watermarks";
import type { Lease } from "../protocol/types";
import { systemClock } from "../run/system-clock";
import { readEnvironment } from "./environment";
import { type ObserverParts, observe as observeActive } from "./failure-detector";
import { logMetric, METRICS, metricDimensions } from "./metric";
import { isOverdue, type UnfinishedRun, unfinishedRun } from "./unfinished-run";

/** Probes the active region from the third site, which hosts no tier, and records the observation. */
export async function observe() {
  const site = observer();
  const lease = await site.lease.read();
  await reportRun(site, lease);
  return observeActive(site.parts, lease, site.home);
}

/** What a site needs to observe the active region and the run that holds the lease. */
export function observer() {
  const { deployment, home } = readEnvironment();
  const table = new TableClient(deployment, home, dynamodbClient);
  const parts: ObserverParts = { table, application: new Application(deployment), clock: systemClock };
  return {
    home,
    // The regions that can be active.
    regions: Object.keys(deployment.regions).filter((region) => !deployment.regions[region]?.abandoned),
    dimensions: metricDimensions(deployment.leaseTableName, home),
    lease: new DynamoLease(table),
    journal: new DynamoJournal(table),
    watermarks: new DynamoWatermarks(table),
    parts,
  };
}

/**
 * Publishes the metric of the alarm on unfinished runs and held writes.
 * @returns the unfinished run that holds the lease
 */
export async function reportRun(
  { dimensions, journal }: Pick<ReturnType<typeof observer>, "dimensions" | "journal">,
  lease: Lease,
): Promise<UnfinishedRun | undefined> {
  const now = systemClock.now();
  const run = unfinishedRun(lease, lease.run === null ? null : await journal.read(lease.run), now);
  logMetric(METRICS.runOverdue, Number(isOverdue(lease, run)), dimensions, now);
  return run;
}
