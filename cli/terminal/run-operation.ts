import type { OperationOptions, OperationResult, Run, WorkspaceEvent } from "../../automation";
import type { OperationFlags } from "../options";
import { showProgress } from "./operation-progress";
import { renderSummary } from "./operation-summary";

const INTERRUPTS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
/** Exit code of a process that an interrupt ended, by convention. */
const INTERRUPTED = 130;

/**
 * Runs an operation: progress on standard error, the summary on standard output. Ctrl-C cancels it; changes that have started end cleanly.
 */
export async function runOperation(
  start: (options: OperationOptions) => Run<OperationResult, WorkspaceEvent>,
  { stack, json, lost, project, policyPack, policyPackConfig }: OperationFlags,
): Promise<void> {
  const controller = new AbortController();
  const cancel = () => {
    process.stderr.write("cancelling: waiting for the changes that have started\n");
    controller.abort();
  };
  for (const name of INTERRUPTS) process.once(name, cancel);
  try {
    const packs = { policyPacks: policyPack, policyPackConfigs: policyPackConfig };
    const run = start({ stack, project, lost, ...packs, signal: controller.signal });
    await showProgress(run);
    const result = await run;
    process.stdout.write(json ? `${JSON.stringify(result, null, 2)}\n` : renderSummary(result));
    if (!result.succeeded) process.exitCode = controller.signal.aborted ? INTERRUPTED : 1;
  } finally {
    for (const name of INTERRUPTS) process.off(name, cancel);
  }
}
