import type { OperationOptions, OperationResult, Run, WorkspaceEvent } from "../../automation";
import type { OperationFlags } from "../options";
import { cancellable } from "./cancellable";
import { showProgress } from "./operation-progress";
import { renderSummary } from "./operation-summary";

/** Runs an operation: progress on standard error, the summary on standard output. Ctrl-C cancels it. */
export async function runOperation(
  start: (options: OperationOptions) => Run<OperationResult, WorkspaceEvent>,
  { stack, json, lost, project, policyPack, policyPackConfig }: OperationFlags,
): Promise<void> {
  await cancellable(async (signal) => {
    const packs = { policyPacks: policyPack, policyPackConfigs: policyPackConfig };
    const run = start({ stack, project, lost, ...packs, signal });
    await showProgress(run);
    const result = await run;
    process.stdout.write(json ? `${JSON.stringify(result, null, 2)}\n` : renderSummary(result));
    return result.succeeded;
  });
}
