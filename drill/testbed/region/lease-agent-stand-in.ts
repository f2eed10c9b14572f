import { rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { permits } from "../../../failover/protocol/lease";
import { decodeLease, type Item } from "../../../failover/protocol/lease-item";
import { LEASE_KEY, renewalKey } from "../../../failover/protocol/lease-keys";
import type { Lease } from "../../../failover/protocol/types";

// The lease agent's rule in Node, for machines without Python. It reads the same environment as failover/lease-agent/agent.py.
const {
  REGION = "",
  LEASE_REGIONS = "",
  LEASE_SECONDS = "30",
  LEASE_RENEW_SECONDS = "5",
  LEASE_MARGIN_SECONDS = "0",
  LEASE_ON_SILENCE = "refuse",
  LEASE_PORT = "8081",
  AWS_ENDPOINT_URL_DYNAMODB = "",
  /** The file that closes the path to the database; none where nothing is enforced. */
  PATH_CLOSED_FILE = "",
} = process.env;

/** Pause between two checks of the path, in milliseconds, as the agent's. */
const TICK = 500;

/** The result of GetItem. */
interface Found {
  Item?: Item;
}

let seen: { lease: Lease; until: number } | undefined;

/** Calls the lease regions in order until one answers. */
async function call(operation: string, payload: unknown): Promise<Found> {
  const failures: string[] = [];
  for (const region of LEASE_REGIONS.split(",")) {
    try {
      const answer = await fetch(AWS_ENDPOINT_URL_DYNAMODB.replace("{region}", region), {
        method: "POST",
        headers: { "x-amz-target": `DynamoDB_20120810.${operation}` },
        body: JSON.stringify(payload),
        signal: AbortSignal.timeout(2000),
      });
      if (answer.ok) return (await answer.json()) as Found;
      failures.push(`${region}: ${answer.status}`);
    } catch (error) {
      failures.push(`${region}: ${(error as Error).message}`);
    }
  }
  throw new Error(failures.join("; "));
}

/** Reads the lease and, in the active region, renews it. */
async function poll(): Promise<void> {
  const started = performance.now();
  const { Item = {} } = await call("GetItem", { Key: { pk: { S: LEASE_KEY.pk } }, ConsistentRead: true });
  const lease = decodeLease(Item);
  // Counted from before the read was sent, because the read may miss later writes.
  seen = { lease, until: started + (Number(LEASE_SECONDS) - Number(LEASE_MARGIN_SECONDS)) * 1000 };
  if (lease.active !== REGION) return;
  await call("UpdateItem", {
    Key: { pk: { S: renewalKey(REGION).pk } },
    ExpressionAttributeValues: { ":epoch": { N: String(lease.epoch) }, ":at": { N: String(Date.now()) } },
  });
}

/** The last lease that was read, while it is valid. */
function validLease(): Lease | undefined {
  const valid = seen !== undefined && (performance.now() < seen.until || LEASE_ON_SILENCE === "serve");
  return valid ? seen?.lease : undefined;
}

/** Holds the path to the lease: open in the active region, and in a standby whose database never took writes. */
function enforce(): void {
  const lease = validLease();
  const standby = lease !== undefined && ![lease.lastWriter, ...lease.quarantined].includes(REGION);
  if (lease !== undefined && (permits(lease, REGION) || standby)) rmSync(PATH_CLOSED_FILE, { force: true });
  else writeFileSync(PATH_CLOSED_FILE, "");
}
if (PATH_CLOSED_FILE !== "") setInterval(enforce, TICK);

createServer((_, response) => {
  const lease = validLease();
  const writable = lease !== undefined && permits(lease, REGION);
  response.writeHead(writable ? 200 : 503, { "content-type": "application/json" });
  response.end(JSON.stringify({ writable, region: REGION, epoch: seen?.lease.epoch }));
}).listen(Number(LEASE_PORT), "127.0.0.1");

async function run(): Promise<never> {
  for (;;) {
    // Without a successful read the lease expires by itself.
    await poll().catch((error: Error) => console.error(error.message));
    await sleep(Number(LEASE_RENEW_SECONDS) * 1000);
  }
}

process.once("SIGTERM", () => process.exit(0));
void run();
