import { spawn } from "node:child_process";
import { once } from "node:events";
import { get } from "node:http";
import { join } from "node:path";
import { createInterface } from "node:readline";

const REQUESTS = 200;
const ROUNDS = 7;

/** Prints how long the lease agent takes to answer 200 requests for /writable that are sent at once, on this machine. */
export async function run(): Promise<void> {
  const agent = spawn("python3", ["-B", join(__dirname, "../failover/lease-agent/agent.py")], {
    // Nothing listens on the discard port: what is measured needs no lease.
    env: {
      ...process.env,
      REGION: "east",
      LEASE_TABLE: "lease",
      LEASE_REGIONS: "east",
      LEASE_PORT: "0",
      ...CREDENTIALS,
    },
    stdio: ["ignore", "pipe", "ignore"],
  });
  try {
    const [line] = (await once(createInterface(agent.stdout), "line")) as [string];
    const port = Number(/port (\d+)$/.exec(line)?.[1]);
    const rounds: number[][] = [];
    for (let round = 0; round < ROUNDS; round++) {
      rounds.push(await Promise.all(Array.from({ length: REQUESTS }, () => milliseconds(port))));
    }
    const medians = rounds.map((times) => times.sort((a, b) => a - b)[REQUESTS / 2] ?? 0).sort((a, b) => a - b);
    const median = medians[Math.floor(ROUNDS / 2)] ?? 0;
    process.stdout.write(
      `lease agent: ${median.toFixed(1)} ms is the median answer to ${REQUESTS} requests at once (median of ${ROUNDS} rounds)\n`,
    );
  } finally {
    agent.kill("SIGKILL");
  }
}

const CREDENTIALS = {
  AWS_ACCESS_KEY_ID: "none",
  AWS_SECRET_ACCESS_KEY: "none",
  AWS_ENDPOINT_URL_DYNAMODB: "http://127.0.0.1:9",
};

function milliseconds(port: number): Promise<number> {
  const start = process.hrtime.bigint();
  return new Promise((resolve, reject) => {
    get({ port, path: "/writable", agent: false }, (response) => {
      response.resume().on("end", () => resolve(Number(process.hrtime.bigint() - start) / 1e6));
    }).on("error", reject);
  });
}
