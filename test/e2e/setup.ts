import { spawnSync } from "node:child_process";
import * as ownServer from "../local-aws/own-server";

/** Without the engine, or a local AWS for it to work on, there is nothing to run: said, and not failed. */
export async function mochaGlobalSetup(): Promise<void> {
  const missing =
    (spawnSync("pulumi", ["version"]).error && "no pulumi on PATH") ||
    (!process.env.LOCAL_AWS_CACHE && "no local AWS here (LOCAL_AWS_CACHE is not set)");
  if (missing) {
    console.log(`test:e2e: skipped: ${missing}`);
    process.exit(0);
  }
  if (!process.argv.includes("--all")) {
    console.log(
      "test:e2e: the core; refresh, the swap's update, rebuild, a third region, cancellation and destroy: npm run test:e2e -- --all",
    );
  }
  await ownServer.mochaGlobalSetup();
}

export const mochaGlobalTeardown = ownServer.mochaGlobalTeardown;
