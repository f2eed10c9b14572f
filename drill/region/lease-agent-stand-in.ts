import { createServer } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { permits } from "../../failover/lease";
import { LEASE_KEY, renewalKey } from "../../failover/table";
import type { Lease } from "../../failover/types";
import { LeaseStore } from "../lease/lease-store";

// The lease agent's rule in Node, with the environment of failover/lease-agent/agent.py, for machines without Python.
const {
  REGION = "",
  LEASE_REGIONS = "",
  LEASE_SECONDS = "30",
  LEASE_RENEW_SECONDS = "5",
  LEASE_ON_SILENCE = "refuse",
  LEASE_PORT = "8081",
} = process.env;

const store = new LeaseStore(LEASE_REGIONS.split(",").map(Number));
let seen: { lease: Lease; until: number } | undefined;

/** One read and, where the region is active, its sign of life. */
async function poll(): Promise<void> {
  const started = performance.now();
  const text = await store.read(LEASE_KEY.pk);
  if (text === null) return;
  const lease = JSON.parse(text) as Lease;
  // Counted from before the read was sent: whatever was written since, it may not know.
  seen = { lease, until: started + Number(LEASE_SECONDS) * 1000 };
  if (lease.active !== REGION) return;
  const { pk } = renewalKey(REGION);
  await store.replace(pk, await store.read(pk), JSON.stringify({ epoch: lease.epoch, renewedAt: Date.now() }));
}

createServer((_, response) => {
  const fresh = seen !== undefined && performance.now() < seen.until;
  const writable = seen !== undefined && permits(seen.lease, REGION) && (fresh || LEASE_ON_SILENCE === "serve");
  response.writeHead(writable ? 200 : 503, { "content-type": "application/json" });
  response.end(JSON.stringify({ writable, region: REGION, epoch: seen?.lease.epoch }));
}).listen(Number(LEASE_PORT), "127.0.0.1");

async function run(): Promise<never> {
  for (;;) {
    // A lease that is not seen runs out by itself.
    await poll().catch((error: Error) => console.error(error.message));
    await sleep(Number(LEASE_RENEW_SECONDS) * 1000);
  }
}

void run();
