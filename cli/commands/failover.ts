import type { Command } from "commander";
import { type RunFlags, withRunOptions, withWriteOption } from "./run-options";

/** `redoubt failover`: the active region is lost, another takes over. */
export function register(program: Command): void {
  const command = program
    .command("failover")
    .description("make another region active because the active one is lost; writes not yet replicated are lost")
    .requiredOption("--to <region>", "the region that takes over")
    .option("--force <region>", "accept the loss that the promotion gate names: the region's name once more");
  withWriteOption(withRunOptions(command)).action(
    async ({ to, force, ...flags }: RunFlags & { readonly to: string; readonly force?: string }) => {
      const { run } = require("../../automation/failover") as typeof import("../../automation/failover");
      await run(flags, "failover", to, force);
    },
  );
}
