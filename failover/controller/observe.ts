import { Application } from "../adapters/application";
import { dynamodbClient } from "../adapters/aws/clients/dynamodb";
import { DynamoLease } from "../adapters/aws/lease";
import { TableClient } from "../adapters/aws/table-client";
import { DynamoWatermarks } from "../adapters/aws/watermarks";
import { systemClock } from "../run/system-clock";
import { readEnvironment } from "./environment";
import { type ObserverParts, observe as observeActive } from "./failure-detector";

/** Probes the active region from the third site, which hosts no tier, and records the observation. */
export async function observe() {
  const { lease, parts, site } = observer();
  return observeActive(parts, await lease.read(), site);
}

/** What a site needs to observe the active region. */
export function observer() {
  const { deployment, home: site } = readEnvironment();
  const table = new TableClient(deployment, site, dynamodbClient);
  const watermarks = new DynamoWatermarks(table);
  const parts: ObserverParts = { table, application: new Application(deployment), clock: systemClock };
  return { site, leaseTableName: deployment.leaseTableName, lease: new DynamoLease(table), parts, watermarks };
}
