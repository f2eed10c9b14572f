import { regionPlan, regionPlans } from "../../config/topology";
import { stopFormerBackupReplications } from "../../failover/adapters/aws/backup-replications";
import type { Outputs } from "../outputs";
import type { ProjectWorkspace } from "../workspace";

/**
 * Stops the replication of automated backups from instances that a region's database no longer follows.
 * @param stack of the region
 * @param outputs of that stack
 * @returns what was stopped; undefined when there was nothing to stop
 */
export async function reconcileBackupReplications(
  workspace: Pick<ProjectWorkspace, "config" | "outputs">,
  stack: string,
  { databaseIdentifier }: Outputs,
  stop = stopFormerBackupReplications,
): Promise<string | undefined> {
  const { config } = workspace;
  const plan = regionPlans(config).find((candidate) => candidate.stack === stack);
  // A quarantined region stays unchanged, and may be lost.
  if (!plan || plan.quarantined || typeof databaseIdentifier !== "string") return undefined;
  const { region } = plan;
  if (plan.role === "active") return stop({ region, databaseIdentifier, sourceArn: undefined });
  const { databaseArn } = await workspace.outputs(regionPlan(config, config.activeRegion).stack);
  return typeof databaseArn === "string" ? stop({ region, databaseIdentifier, sourceArn: databaseArn }) : undefined;
}
