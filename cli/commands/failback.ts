import type { Command } from "commander";
import { type RunFlags, withRunOptions, withWriteOption } from "../run-options";

/** `redoubt failback`: a switchover to the region that the last run left, once its database is a replica again. */
export function register(program: Command): void {
  const command = program
    .command("failback")
    .description("switch back to the region that the last failover left, once it is rebuilt; nothing is lost")
    .option("--to <region>", "the region to switch back to (default: the one that the last run left)");
  withWriteOption(withRunOptions(command)).action(async ({ to, ...flags }: RunFlags & { readonly to?: string }) => {
    const { readDeployment } = require("../deployment") as typeof import("../deployment");
    const { runDeployed } = require("../failover-run") as typeof import("../failover-run");
    const { leftRegion } = require("../left-region") as typeof import("../left-region");
    const deployed = await readDeployment(flags);
    await runDeployed(deployed, flags, "planned", to ?? (await leftRegion(deployed.deployment)));
  });
}
