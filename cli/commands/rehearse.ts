import type { Command } from "commander";
import { type RunFlags, withRunOptions } from "./run-options";

/** `redoubt rehearse`: all of a failover but promotion and traffic, undone afterwards. */
export function register(program: Command): void {
  const command = program
    .command("rehearse")
    .description("do all of a failover but promotion and traffic, and put it back")
    .requiredOption("--to <region>", "the region that is rehearsed");
  withRunOptions(command).action(async ({ to, ...flags }: RunFlags & { readonly to: string }) => {
    const { run } = require("../../automation/failover") as typeof import("../../automation/failover");
    await run(flags, "rehearse", to);
  });
}
