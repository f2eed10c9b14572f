import type { DeleteAbandonedOptions, DeletedRegion } from "../../automation";
import { cancellable } from "./cancellable";
import { showProgress } from "./operation-progress";

/** Deletes what an abandoned region has: progress on standard error, then what is left and why. Ctrl-C cancels it. */
export async function runDeletion(
  options: DeleteAbandonedOptions,
  print: (result: DeletedRegion, lines: readonly string[]) => void,
): Promise<void> {
  const { deleteAbandoned } = require("../../automation") as typeof import("../../automation");
  await cancellable(async (signal) => {
    const run = deleteAbandoned({ ...options, signal });
    await showProgress(run);
    const result = await run;
    print(result, summary(result));
    return result.succeeded;
  });
}

function summary({ deleted, kept, left, region, snapshots, succeeded }: DeletedRegion): string[] {
  const line = (each: DeletedRegion["left"][number]) => `  ${each.type} ${each.name} (${each.id}): ${each.reason}`;
  return [
    `${region}: ${deleted} resources were deleted`,
    ...snapshots.map((snapshot) => `  final snapshot ${snapshot}`),
    ...(kept.length > 0 ? ["stays:", ...kept.map(line)] : []),
    ...(left.length > 0 ? ["left:", ...left.map(line)] : []),
    succeeded
      ? `keep ${region} in redoubt:abandoned, so that it does not become the third site`
      : "run the command again to continue",
  ];
}
