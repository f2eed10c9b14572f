import { type ChildProcess, spawnSync } from "node:child_process";
import { join } from "node:path";
import { freePort } from "../../../../drill/testbed/processes/free-port";
import type { LeaseTable } from "./lease-table";

/** The agent's main module. */
export const AGENT = join(__dirname, "../../../../failover/lease-agent/agent.py");

/** A `before` hook that skips the tests where there is no Python, and says so. */
export function skipWithoutPython(this: Mocha.Context): void {
  if (spawnSync("python3", ["--version"]).status === 0) return;
  process.stdout.write("      skipped: there is no python3 on this machine\n");
  this.skip();
}

/** Settings of an agent in the region east, whose table answers there too. */
export const AGENT_SETTINGS = {
  REGION: "east",
  LEASE_TABLE: "lease",
  LEASE_REGIONS: "east",
  LEASE_SECONDS: "10",
  LEASE_RENEW_SECONDS: "0.2",
  AWS_ACCESS_KEY_ID: "key",
  AWS_SECRET_ACCESS_KEY: "secret",
};

/** Starts the table, and returns the environment of an agent that reads it in the region east. */
export async function agentEnvironment(table: LeaseTable): Promise<NodeJS.ProcessEnv> {
  return {
    ...AGENT_SETTINGS,
    PATH: process.env.PATH,
    LEASE_PORT: String(await freePort()),
    AWS_ENDPOINT_URL_DYNAMODB: `${await table.start()}/{region}`,
  };
}

/** Ends the supervisor and its agent, which would outlive it. */
export function endGroup(leader: ChildProcess | undefined): void {
  try {
    if (leader?.pid !== undefined) process.kill(-leader.pid, "SIGKILL");
  } catch {
    // All of them have ended.
  }
}
