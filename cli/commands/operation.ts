import type { Command } from "commander";
import type { OperationOptions, OperationResult, Run } from "../../automation";

/** What every verb that works through the engine takes. */
export interface OperationFlags {
  readonly stack?: string;
  readonly json?: boolean;
  readonly project: string;
  readonly policyPack?: string[];
  readonly policyPackConfig?: string[];
}

/** A person's, a supervisor's, and a terminal's that was closed. */
const interrupts = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
/** Exit code of a process that an interrupt ended, by convention. */
const interrupted = 130;

/** Adds the options that every verb that works through the engine takes. */
export function withOperationOptions(command: Command): Command {
  return command
    .option("--stack <name>", "one stack (default: all, each after those that it depends on)")
    .option("--json", "the summary as one JSON document on standard output")
    .option("--project <file>", "the project's Pulumi.yaml", "Pulumi.yaml");
}

/** Adds the options of a verb before which the engine asks policy packs. */
export function withPolicyOptions(command: Command): Command {
  return command
    .option("--policy-pack <folder...>", "policy packs that the engine asks first")
    .option(
      "--policy-pack-config <file...>",
      "their configurations, one for each (default: policy-config.json beside the project)",
    );
}

/**
 * Carries an operation out: progress on standard error, the summary on standard output. Ctrl-C cancels it, and what has begun comes to
 * a clean end.
 */
export async function carryOut(
  start: (options: OperationOptions) => Run<OperationResult>,
  { stack, json, project, policyPack, policyPackConfig }: OperationFlags,
): Promise<OperationResult> {
  const { renderSummary } = require("../terminal/operation-summary") as typeof import("../terminal/operation-summary");
  const { showProgress } = require("../terminal/operation-progress") as typeof import("../terminal/operation-progress");
  const controller = new AbortController();
  const cancel = () => {
    process.stderr.write("cancelling: what has begun is brought to an end\n");
    controller.abort();
  };
  for (const name of interrupts) process.once(name, cancel);
  try {
    const packs = { policyPacks: policyPack, policyPackConfigs: policyPackConfig };
    const run = start({ stack, project, ...packs, signal: controller.signal });
    await showProgress(run);
    const result = await run;
    process.stdout.write(json ? `${JSON.stringify(result, null, 2)}\n` : renderSummary(result));
    if (!result.succeeded) process.exitCode = controller.signal.aborted ? interrupted : 1;
    return result;
  } finally {
    for (const name of interrupts) process.off(name, cancel);
  }
}
