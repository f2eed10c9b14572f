import type { Stack } from "@pulumi/pulumi/automation";
import { leaseTableName } from "../config/naming";
import type { LiveLease } from "../stacks/update-guard";
import { masked } from "./outputs";
import { lastLine, ProjectWorkspace } from "./workspace";

export interface WorkspaceStatus {
  /** The active region in Pulumi.yaml. */
  readonly declaredActive: string;
  /** The lease; null when nothing is deployed, the reason as text when it cannot be read. */
  readonly live: LiveLease | string | null;
  /** Regions that are lost: nothing of them was read. */
  readonly lost: readonly string[];
  readonly stacks: readonly StackStatus[];
}

export interface StackStatus {
  readonly stack: string;
  readonly region: string | null;
  readonly role: "active" | "standby" | null;
  /** Null if the stack was never updated. */
  readonly lastUpdate: { readonly at: string; readonly kind: string; readonly result: string } | null;
  /** Number of resources in its state. */
  readonly resources: number;
  /** Whether an update is running. */
  readonly updating: boolean;
  /** Operations that an interrupted update left in the state; `redoubt refresh` clears them. */
  readonly pendingOperations: number;
  /** Secrets as "[secret]". */
  readonly outputs: Readonly<Record<string, unknown>>;
}

/**
 * Reads what is deployed from the state backend and the lease. Changes nothing.
 * @param options.project path of a Pulumi.yaml, by default "Pulumi.yaml"
 * @param options.stack name of one stack; by default all
 * @param options.lost regions that are lost; by default those in the configuration
 * @throws UserError when the configuration is invalid, or (EngineUnavailable) there is no usable engine
 */
export async function status(
  options: { readonly project?: string; readonly stack?: string; readonly lost?: readonly string[] } = {},
): Promise<WorkspaceStatus> {
  const { readLiveLease } = require("../stacks/live-state") as typeof import("../stacks/live-state");
  const workspace = await ProjectWorkspace.open(options.project ?? "Pulumi.yaml", options.lost);
  const { project, config } = workspace;
  const live = await readLiveLease(config, leaseTableName(project.name), project.config()).then(
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
      ? await stateOf(await workspace.stack(stack))
      : { lastUpdate: null, pendingOperations: 0, outputs: {} };
    stacks.push({ ...known, ...state });
  }
  return { declaredActive: config.activeRegion, live, lost: config.lost, stacks };
}

async function stateOf(stack: Stack): Promise<Pick<StackStatus, "lastUpdate" | "pendingOperations" | "outputs">> {
  const [last] = await stack.history(1);
  const { deployment } = await stack.exportStack();
  const pending = (deployment as { pending_operations?: unknown[] } | undefined)?.pending_operations;
  return {
    lastUpdate: last ? { at: last.startTime.toISOString(), kind: last.kind, result: last.result } : null,
    pendingOperations: pending?.length ?? 0,
    outputs: masked(await stack.outputs()),
  };
}
