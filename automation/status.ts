import type { Stack } from "@pulumi/pulumi/automation";
import { leaseTableName } from "../config/naming";
import { readLiveLease } from "../stacks/live-lease";
import type { LiveLease } from "../stacks/update-guard";
import { masked } from "./outputs";
import { lastLine, ProjectWorkspace } from "./workspace";

export interface WorkspaceStatus {
  /** What Pulumi.yaml says. */
  readonly declaredActive: string;
  /** What the lease says: null where nothing is deployed, words where it cannot be read. */
  readonly live: LiveLease | string | null;
  readonly stacks: readonly StackStatus[];
}

export interface StackStatus {
  readonly stack: string;
  readonly region: string | null;
  readonly role: "active" | "standby" | null;
  /** Null where the stack was never updated. */
  readonly lastUpdate: { readonly at: string; readonly kind: string; readonly result: string } | null;
  /** Resources in its state. */
  readonly resources: number;
  /** An update is running now. */
  readonly updating: boolean;
  /** Operations that an update began and never heard the end of; `redoubt refresh` clears them. */
  readonly pendingOperations: number;
  /** Secrets as "[secret]". */
  readonly outputs: Readonly<Record<string, unknown>>;
}

/**
 * What is deployed, from the state backend and the lease; changes nothing.
 * @param options.project a Pulumi.yaml
 * @param options.stack one stack alone
 * @throws UserError as ProjectWorkspace.open does
 */
export async function status(
  options: { readonly project?: string; readonly stack?: string } = {},
): Promise<WorkspaceStatus> {
  const workspace = await ProjectWorkspace.open(options.project ?? "Pulumi.yaml");
  const { project, config } = workspace;
  const live = await readLiveLease(config, leaseTableName(project.name), project.config()["aws:profile"]).then(
    (lease) => lease ?? null,
    (error) => lastLine(error),
  );
  const stacks: StackStatus[] = [];
  for (const { stack, region = null, role = null } of workspace.select(options.stack)) {
    const summary = workspace.summary(stack);
    const known = {
      stack,
      region,
      role,
      resources: summary?.resourceCount ?? 0,
      updating: summary?.updateInProgress ?? false,
    };
    const state = summary
      ? await look(await workspace.stack(stack))
      : { lastUpdate: null, pendingOperations: 0, outputs: {} };
    stacks.push({ ...known, ...state });
  }
  return { declaredActive: config.activeRegion, live, stacks };
}

async function look(stack: Stack): Promise<Pick<StackStatus, "lastUpdate" | "pendingOperations" | "outputs">> {
  const [last] = await stack.history(1);
  const { deployment } = await stack.exportStack();
  const pending = (deployment as { pending_operations?: unknown[] } | undefined)?.pending_operations;
  return {
    lastUpdate: last ? { at: last.startTime.toISOString(), kind: last.kind, result: last.result } : null,
    pendingOperations: pending?.length ?? 0,
    outputs: masked(await stack.outputs()),
  };
}
