import type { Command } from "commander";
import { type RunFlags, withRunOptions, withWriteOption } from "./run-options";

/**
 * `redoubt failback`: back to the region that the last run left. First it lets the next update rebuild its database as a replica;
 * once that is done, it switches over.
 */
export function register(program: Command): void {
  const command = program
    .command("failback")
    .description(
      "go back to the region that the last failover left: prepare its rebuild, and once rebuilt, switch; nothing is lost",
    )
    .option("--to <region>", "the region to switch back to (default: the one that the last run left)");
  withWriteOption(withRunOptions(command)).action(async ({ to, ...flags }: RunFlags & { readonly to?: string }) => {
    const { readDeployment } = require("../../automation/deployment") as typeof import("../../automation/deployment");
    const { portsOnAws, runDeployed } =
      require("../../automation/failover") as typeof import("../../automation/failover");
    const { leftRegion } = require("../../automation/left-region") as typeof import("../../automation/left-region");
    const { prepareRebuild } = require("../../automation/rebuild") as typeof import("../../automation/rebuild");
    const deployed = await readDeployment(flags);
    const region = to ?? (await leftRegion(deployed.deployment));
    if (await prepareRebuild(deployed, portsOnAws(deployed.deployment, region), flags, region)) return;
    await runDeployed(deployed, flags, "switchover", region);
  });
}
