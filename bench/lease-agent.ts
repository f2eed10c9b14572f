import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { get } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

const REQUESTS = 200;
const ROUNDS = 7;

/**
 * Prints how long the lease agent takes to answer 200 requests for /writable that are sent at once on this machine, over loopback and over
 * its Unix socket. A request that fails ends the measurement.
 */
export async function run(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "redoubt-bench-"));
  const socketPath = join(folder, "lease.sock");
  const agent = spawn("python3", ["-B", join(__dirname, "../failover/lease-agent/agent.py")], {
    // Nothing listens on the discard port: what is measured needs no lease.
    env: {
      ...process.env,
      REGION: "east",
      LEASE_TABLE: "lease",
      LEASE_REGIONS: "east",
      LEASE_PORT: "0",
      LEASE_SOCKET: socketPath,
      ...CREDENTIALS,
    },
    stdio: ["ignore", "pipe", "ignore"],
  });
  try {
    const [line] = (await once(createInterface(agent.stdout), "line")) as [string];
    const port = Number(/port (\d+)$/.exec(line)?.[1]);
    for (const [name, target] of [
      ["loopback", { port }],
      ["its Unix socket", { socketPath }],
    ] as const) {
      const median = await medianOf(target);
      process.stdout.write(
        `lease agent: ${median.toFixed(1)} ms is the median answer to ${REQUESTS} requests at once over ${name} (median of ${ROUNDS} rounds)\n`,
      );
    }
  } finally {
    agent.kill("SIGKILL");
    rmSync(folder, { recursive: true });
  }
}

const CREDENTIALS = {
  AWS_ACCESS_KEY_ID: "none",
  AWS_SECRET_ACCESS_KEY: "none",
  AWS_ENDPOINT_URL_DYNAMODB: "http://127.0.0.1:9",
};

/** Where the agent answers. */
type Target = { readonly port: number } | { readonly socketPath: string };

async function medianOf(target: Target): Promise<number> {
  const medians: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const times = await Promise.all(Array.from({ length: REQUESTS }, () => milliseconds(target)));
    medians.push(times.sort((a, b) => a - b)[REQUESTS / 2] ?? 0);
  }
  return medians.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? 0;
}

function milliseconds(target: Target): Promise<number> {
  const start = process.hrtime.bigint();
  return new Promise((resolve, reject) => {
    get({ ...target, path: "/writable", agent: false }, (response) => {
      response.resume().on("end", () => resolve(Number(process.hrtime.bigint() - start) / 1e6));
    }).on("error", reject);
  });
}
