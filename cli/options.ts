import type { Command } from "commander";

/** Flags shared by all commands that run an operation on stacks. */
export interface OperationFlags {
  readonly stack?: string;
  readonly json?: boolean;
  readonly project: string;
  readonly policyPack?: string[];
  readonly policyPackConfig?: string[];
  readonly lost?: string[];
}

/** Flags shared by all failover commands. */
export interface DeploymentFlags {
  readonly project: string;
  readonly outputs?: string;
  readonly url?: string;
}

/** Flags shared by the failover commands that change something. */
export interface RunFlags extends DeploymentFlags {
  readonly yes?: boolean;
  readonly json?: boolean;
  readonly write?: boolean;
}

/** Adds the regions of one value to those of earlier values, for an option that takes regions joined by commas or as separate values. */
export function joinRegions(value: string, earlier: readonly string[] = []): string[] {
  const regions = value.split(",").map((region) => region.trim());
  return [...earlier, ...regions.filter((region) => region !== "")];
}

/** Adds the options of a command that runs an operation on stacks. */
export function withOperationOptions(command: Command): Command {
  return command
    .option("--stack <name>", "one stack (default: all, each after those that it depends on)")
    .option("--json", "print the summary as one JSON document on standard output")
    .option("--project <file>", "the project's Pulumi.yaml", "Pulumi.yaml");
}

/** Adds the option of a command that completes without the regions that are lost. */
export function withLostOption(command: Command): Command {
  return command.option(
    "--lost <region...>",
    "regions that are lost: complete without a call to them (default: redoubt:lost in the configuration)",
    joinRegions,
  );
}

/** Adds the options for policy packs that the engine evaluates. */
export function withPolicyOptions(command: Command): Command {
  return command
    .option("--policy-pack <folder...>", "policy packs that the engine evaluates first")
    .option(
      "--policy-pack-config <file...>",
      "their configurations, one for each pack (default: policy-config.json beside the project)",
    );
}

/** Adds the options that locate the deployed system. */
export function withDeploymentOptions(command: Command): Command {
  return command
    .option("--project <file>", "the project's file; its stack files are beside it", "Pulumi.yaml")
    .option(
      "--outputs <file>",
      "read the stacks' outputs from this file, written by redoubt status --json, instead of the state backend",
    )
    .option("--url <url>", "URL of the edge (default: https:// and the configured domain)");
}

/** Adds the options of a failover command that changes something. */
export function withRunOptions(command: Command): Command {
  return withDeploymentOptions(command)
    .option("--yes", "do not ask for the region's name as confirmation")
    .option("--json", "print one JSON document on standard output")
    .addHelpText(
      "after",
      "\nRun it again to continue after an interruption.\nExit codes: 0 done, 1 failed, 3 rolled back, 4 superseded",
    );
}

/** Adds the option of a command that changes the active region. */
export function withWriteOption(command: Command): Command {
  return command.option("--write", "write the new active region into the project's file without asking");
}
