import { type ChildProcess, spawnSync } from "node:child_process";
import { join } from "node:path";

/** The agent's main module. */
export const AGENT = join(__dirname, "../../../../failover/lease-agent/agent.py");

/** A `before` hook that skips the tests where there is no Python, and says so. */
export function skipWithoutPython(this: Mocha.Context): void {
  if (spawnSync("python3", ["--version"]).status === 0) return;
  process.stdout.write("      skipped: there is no python3 on this machine\n");
  this.skip();
}

/** Ends the supervisor and its agent, which would outlive it. */
export function endGroup(leader: ChildProcess | undefined): void {
  try {
    if (leader?.pid !== undefined) process.kill(-leader.pid, "SIGKILL");
  } catch {
    // All of them have ended.
  }
}
