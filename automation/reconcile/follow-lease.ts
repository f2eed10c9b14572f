import { EDGE_STACK, GLOBAL_STACK, regionPlans } from "../../config/topology";
import type { WorkspaceEvent } from "../events";
import { lastLine } from "../last-line";
import type { Outputs } from "../outputs";
import type { ProjectWorkspace } from "../workspace";

interface Reconciler {
  /** What is reconciled, for the warning. */
  readonly subject: string;
  /** Resolves with what was changed; undefined when nothing was. */
  readonly run: () => Promise<string | undefined>;
}

/**
 * Reconciles what Pulumi does not manage: because a failover changes it, the access point's routes, the lease's timing and whether reads
 * fail over; because its deletion waits for a region that may be lost, the replication of a former source's backups. Best effort: a
 * failure is reported as a warning, and the next update tries again.
 * @param stack that was updated
 * @param outputs of that stack
 */
export async function followLease(
  workspace: ProjectWorkspace,
  stack: string,
  outputs: Outputs,
  emit: (event: WorkspaceEvent) => void,
): Promise<void> {
  const report = (severity: "info" | "warning", message: string) =>
    emit({ kind: "diagnostic", stack, severity, message });
  for (const { subject, run } of reconcilers(workspace, stack, outputs)) {
    try {
      const change = await run();
      if (change) report("info", change);
    } catch (error) {
      report("warning", `${subject}: not reconciled yet; run redoubt up again: ${lastLine(error)}`);
    }
  }
}

function reconcilers(workspace: ProjectWorkspace, stack: string, outputs: Outputs): readonly Reconciler[] {
  if (stack === GLOBAL_STACK) {
    return [
      { subject: "the access point's routes", run: () => reconcileRoutes(workspace, outputs) },
      { subject: "the lease's timing", run: () => reconcileTiming(workspace, outputs) },
    ];
  }
  if (stack === EDGE_STACK) return [{ subject: "the edge's reads", run: () => reconcileReads(workspace) }];
  const run = () => reconcileBackups(workspace, stack, outputs);
  return [{ subject: "the replication of a former source's backups", run }];
}

// Each loads the AWS SDK, which only an update needs.
async function reconcileRoutes({ config, project }: ProjectWorkspace, outputs: Outputs): Promise<string | undefined> {
  const { routeByLease } = require("./routes") as typeof import("./routes");
  return routeByLease(config, project.name, outputs);
}

async function reconcileTiming({ config, project }: ProjectWorkspace, outputs: Outputs): Promise<string | undefined> {
  const { publishTiming } = require("./timing") as typeof import("./timing");
  return publishTiming(config, project.name, outputs);
}

async function reconcileReads(workspace: ProjectWorkspace): Promise<string | undefined> {
  const { releaseReads } = require("./reads") as typeof import("./reads");
  // The edge's router reads from the first standby of the topology.
  const standby = regionPlans(workspace.config).find(({ role }) => role === "standby");
  if (standby === undefined || standby.quarantined || workspace.config.routing !== "function") return undefined;
  const [global, own] = await Promise.all([workspace.outputs(GLOBAL_STACK), workspace.outputs(standby.stack)]);
  return releaseReads(workspace.config, workspace.project.name, standby.region, { global, standby: own });
}

async function reconcileBackups(
  workspace: ProjectWorkspace,
  stack: string,
  outputs: Outputs,
): Promise<string | undefined> {
  const { reconcileBackupReplications } = require("./backup-replications") as typeof import("./backup-replications");
  return reconcileBackupReplications(workspace, stack, outputs);
}
