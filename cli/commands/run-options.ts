import type { Command } from "commander";

/** What every verb of the failover is told. */
export interface DeploymentFlags {
  readonly project: string;
  readonly outputs?: string;
  readonly url?: string;
}

export interface RunFlags extends DeploymentFlags {
  readonly yes?: boolean;
  readonly json?: boolean;
  readonly write?: boolean;
}

/** Adds the options by which a verb finds what is deployed. */
export function withDeploymentOptions(command: Command): Command {
  return command
    .option("--project <file>", "the project's file; its stack files lie beside it", "Pulumi.yaml")
    .option(
      "--outputs <file>",
      "what redoubt status --json told, instead of asking the Pulumi CLI and its state backend",
    )
    .option("--url <url>", "the edge's URL where it is not https://DOMAIN, as for a local stack");
}

/** Adds the options that every verb that carries something out has. */
export function withRunOptions(command: Command): Command {
  return withDeploymentOptions(command)
    .option("--yes", "do not ask for the region's name to be typed")
    .option("--json", "one JSON document on standard output")
    .addHelpText(
      "after",
      "\nRun it again to go on where it was interrupted.\nExit codes: 0 done, 1 failed, 3 put back, 4 superseded",
    );
}

/** Adds the option of a verb after which another region is active. */
export function withWriteOption(command: Command): Command {
  return command.option("--write", "write the new active region into the project's file without asking");
}
