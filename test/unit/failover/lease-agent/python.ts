import { spawnSync } from "node:child_process";
import { join } from "node:path";

/** The agent's main module. */
export const AGENT = join(__dirname, "../../../../failover/lease-agent/agent.py");

/** A `before` hook that skips the tests where there is no Python, and says so. */
export function skipWithoutPython(this: Mocha.Context): void {
  if (spawnSync("python3", ["--version"]).status === 0) return;
  process.stdout.write("      skipped: there is no python3 on this machine\n");
  this.skip();
}
