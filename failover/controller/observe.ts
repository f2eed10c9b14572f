import { Application } from "../adapters/application";
import { DynamoAbandonment } from "../adapters/aws/abandonment";
import { dynamodbClient } from "../adapters/aws/clients/dynamodb";
import { DynamoJournal } from "../adapters/aws/journal";
import { DynamoLease } from "../adapters/aws/lease";
import { DynamoObservations } from "../adapters/aws/observations";
import { TableClient } from "../adapters/aws/table-client";
import { DynamoWatermarks } from "../adapters/aws/watermarks";
import { systemClock } from "../run/system-clock";
import { reportRun } from "./detection-round";
import { readEnvironment } from "./environment";
import { observe as observeActive } from "./failure-detector";
import { logMetric, type MetricName, metricDimensions } from "./metric";

/** Probes the active region from the third site, which hosts no tier, and records the observation. */
export async function observe() {
  const site = observer();
  const lease = await site.lease.read();
  await reportRun(site, lease);
  return observeActive(site, lease, site.home);
}

/** What a site needs to observe the active region and the run that holds the lease. */
export function observer() {
  const { deployment, home } = readEnvironment();
  const table = new TableClient(deployment, home, dynamodbClient);
  const dimensions = metricDimensions(deployment.leaseTableName, home);
  const known = Object.keys(deployment.regions);
  const isAbandoned = (region: string) => deployment.regions[region]?.abandoned === true;
  return {
    home,
    regions: known.filter((region) => !isAbandoned(region)),
    abandoned: known.filter(isAbandoned),
    abandonment: new DynamoAbandonment(table),
    application: new Application(deployment),
    clock: systemClock,
    lease: new DynamoLease(table),
    journal: new DynamoJournal(table),
    observations: new DynamoObservations(table),
    publish: (name: MetricName, value: number) => logMetric(name, value, dimensions, systemClock.now()),
    watermarks: new DynamoWatermarks(table),
  };
}
