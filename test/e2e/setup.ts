import { spawnSync } from "node:child_process";
import * as ownServer from "../local-aws/own-server";

/** Skips the suite without the engine or a local AWS, and says so. */
export async function mochaGlobalSetup(): Promise<void> {
  const missing =
    (spawnSync("pulumi", ["version"]).error && "the Pulumi CLI is not on PATH") ||
    (!process.env.LOCAL_AWS_CACHE && "there is no local AWS (LOCAL_AWS_CACHE is not set)");
  if (missing) {
    console.log(`test:e2e: skipped: ${missing}`);
    process.exit(0);
  }
  if (!process.argv.includes("--all")) {
    console.log(
      "test:e2e: core only; refresh, rebuild, failback, a third region, cancellation and destroy: npm run test:e2e -- --all",
    );
  }
  // The examples import the package, whose entry points are compiled files.
  const { compile } = require("../../bin/compile") as { compile(): void };
  compile();
  await ownServer.mochaGlobalSetup();
}

export const mochaGlobalTeardown = ownServer.mochaGlobalTeardown;
