import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { openSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";

let server: ChildProcess | undefined;

/** Starts the project's server (server.py) in place of the plain local AWS, unless it is already running. */
export async function mochaGlobalSetup(): Promise<void> {
  const { AWS_ENDPOINT_URL, LOCAL_AWS_CACHE, LOCAL_AWS_LOG, LOCAL_AWS_SERVER } = process.env;
  if (!AWS_ENDPOINT_URL || !LOCAL_AWS_CACHE) {
    console.log("test:local-aws: skipped: AWS_ENDPOINT_URL is not set; run it with a local AWS");
    process.exit(0);
  }
  if (LOCAL_AWS_SERVER) return;
  const port = await freePort();
  const python = join(LOCAL_AWS_CACHE, "venv/bin/python");
  server = spawn(python, [join(__dirname, "server.py"), "-H", "127.0.0.1", "-p", String(port)], {
    env: {
      ...process.env,
      MOTO_PORT: String(port),
      MOTO_IAM_LOAD_MANAGED_POLICIES: "true",
      MOTO_ACM_VALIDATION_WAIT: "1",
    },
    stdio: LOCAL_AWS_LOG ? ["ignore", openSync(LOCAL_AWS_LOG, "a"), openSync(LOCAL_AWS_LOG, "a")] : "ignore",
  });
  process.env.AWS_ENDPOINT_URL = `http://localhost:${port}`;
  while (server.exitCode === null && !(await answers(process.env.AWS_ENDPOINT_URL)));
  if (server.exitCode !== null) throw new Error(`server.py: exited with ${server.exitCode}`);
}

export async function mochaGlobalTeardown(): Promise<void> {
  if (!server || server.exitCode !== null) return;
  const ended = once(server, "exit");
  server.kill();
  await ended;
}

async function freePort(): Promise<number> {
  const holder = createServer().listen(0, "127.0.0.1");
  await once(holder, "listening");
  const { port } = holder.address() as AddressInfo;
  holder.close();
  await once(holder, "close");
  return port;
}

function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    () => true,
    () => new Promise((resolve) => setTimeout(() => resolve(false), 100)),
  );
}
