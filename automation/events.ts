import type { EngineEvent, OpType } from "@pulumi/pulumi/automation";
import type { UnavailableResource } from "./lost/changes";

/** Events of an operation on stacks, in the order in which they occur. */
export type WorkspaceEvent = { readonly kind: "operation-started"; readonly stacks: readonly string[] } | StackEvent;

/** Events of one stack. */
type StackEvent = { readonly stack: string } & (
  | { readonly kind: "stack-started" }
  /** A resource would be changed (`planned`, in a preview only), is being changed, or was changed. Unchanged resources have no event. */
  | ({ readonly kind: "resource"; readonly state: "planned" | "started" | "done" | "failed" } & ResourceChange)
  | {
      readonly kind: "diagnostic";
      readonly severity: "info" | "warning" | "error";
      readonly message: string;
      readonly urn?: string;
    }
  | { readonly kind: "stack-finished"; readonly result: StackResult }
);

/** One resource that an operation changes, or in a preview would change. */
export interface ResourceChange {
  readonly urn: string;
  /** The type token, such as aws:rds/instance:Instance. */
  readonly type: string;
  readonly name: string;
  /** The engine's operation; never "same", "read" or "refresh". */
  readonly operation: OpType;
  /** Inputs that differ. */
  readonly properties: readonly string[];
}

/** The result of an operation on one stack. */
export interface StackResult {
  readonly stack: string;
  /**
   * - `succeeded`, `failed`, `cancelled`: how the engine ended.
   * - `skipped`: not started, because another stack failed or the operation was cancelled.
   * - `waiting`: previews only: the stack reads outputs of stacks that are not deployed yet; `reason` names them.
   * - `unavailable`: not operated on, because all of its resources need a lost region; `reason` names it.
   */
  readonly state: "succeeded" | "failed" | "cancelled" | "skipped" | "waiting" | "unavailable";
  /** The Pulumi engine, or this process alone with example outputs of the other stacks. */
  readonly engine: "pulumi" | "in-process";
  /** Why it did not succeed, or what limits the result; empty otherwise. */
  readonly reason: string;
  /** Number of resources by operation; in a preview, by planned operation. */
  readonly counts: Readonly<Partial<Record<OpType, number>>>;
  readonly changes: readonly ResourceChange[];
  /** Resources that were neither read nor changed, because they need a lost region. */
  readonly unavailable: readonly UnavailableResource[];
  /** Secrets as "[secret]"; empty in a preview. */
  readonly outputs: Readonly<Record<string, unknown>>;
  /** Wall-clock time. */
  readonly seconds: number;
}

const UNCHANGED: readonly string[] = ["same", "read", "refresh", "read-discard", "discard-replaced"];

/** The result of a stack that was not started. */
export function unstarted(stack: string): StackResult {
  return {
    stack,
    state: "skipped",
    engine: "pulumi",
    reason: "",
    counts: {},
    changes: [],
    unavailable: [],
    outputs: {},
    seconds: 0,
  };
}

/**
 * Translates an engine event; most have no counterpart here.
 * @param changing false for a preview, which changes nothing
 */
export function translate(stack: string, event: EngineEvent, changing: boolean): StackEvent | undefined {
  const { diagnosticEvent, resourcePreEvent, resOutputsEvent, resOpFailedEvent, policyEvent } = event;
  if (diagnosticEvent && !diagnosticEvent.ephemeral) {
    const { severity, urn } = diagnosticEvent;
    const message = plain(diagnosticEvent.message);
    if (severity === "warning" || severity === "error") return { kind: "diagnostic", stack, severity, message, urn };
  }
  if (policyEvent) {
    const severity = policyEvent.enforcementLevel === "mandatory" ? "error" : "warning";
    const message = `${policyEvent.policyName}: ${plain(policyEvent.message)}`;
    return { kind: "diagnostic", stack, severity, message, urn: policyEvent.resourceUrn };
  }
  const step = resourcePreEvent ?? resOutputsEvent ?? resOpFailedEvent;
  if (!step || UNCHANGED.includes(step.metadata.op)) return undefined;
  const { urn, type, op, diffs, detailedDiff } = step.metadata;
  const properties = detailedDiff ? Object.keys(detailedDiff) : (diffs ?? []);
  if (!changing && !resourcePreEvent) return undefined;
  const state = !changing ? "planned" : resourcePreEvent ? "started" : resOutputsEvent ? "done" : "failed";
  const name = urn.split("::").at(-1) ?? urn;
  return { kind: "resource", stack, state, urn, type, name, operation: op, properties };
}

/** Removes the engine's colour codes. */
function plain(text: string): string {
  return text.replace(/<\{%.*?%\}>/g, "").trimEnd();
}
