import type { Command } from "commander";
import { type RunFlags, withRunOptions, withWriteOption } from "./run-options";

/** `redoubt switchover`: another region takes over while both are well, and nothing is lost. */
export function register(program: Command): void {
  const command = program
    .command("switchover")
    .description("make another region active while both are well: writes are held for minutes, nothing is lost")
    .requiredOption("--to <region>", "the region that takes over");
  withWriteOption(withRunOptions(command)).action(async ({ to, ...flags }: RunFlags & { readonly to: string }) => {
    const { run } = require("../../automation/failover") as typeof import("../../automation/failover");
    await run(flags, "switchover", to);
  });
}
