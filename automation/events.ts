import type { EngineEvent, OpType } from "@pulumi/pulumi/automation";

/** What happens while an operation runs, as it happens. */
export type WorkspaceEvent = { readonly kind: "operation-started"; readonly stacks: readonly string[] } | StackEvent;

/** What happens to one stack. */
type StackEvent = { readonly stack: string } & (
  | { readonly kind: "stack-started" }
  /** A resource would be (in a preview), is about to be, or has been changed; what stays the same is left out. */
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
  /** What the engine does with it; "same", "read" and "refresh" are left out. */
  readonly operation: OpType;
  /** Inputs that differ. */
  readonly properties: readonly string[];
}

/** How one stack came out of an operation. */
export interface StackResult {
  readonly stack: string;
  /**
   * - `succeeded`, `failed`, `cancelled`: as the engine ended.
   * - `skipped`: never begun, because of a failure or a cancellation before it.
   * - `waiting`: of a preview: it reads what other stacks give only once they are deployed; `reason` names them.
   */
  readonly state: "succeeded" | "failed" | "cancelled" | "skipped" | "waiting";
  /** Who ran it: the Pulumi engine, or this process alone on made-up outputs. */
  readonly engine: "pulumi" | "in-process";
  /** Why it did not succeed, in words; empty where it did. */
  readonly reason: string;
  /** How many resources, by what was done with them; in a preview, by what would be. */
  readonly counts: Readonly<Partial<Record<OpType, number>>>;
  readonly changes: readonly ResourceChange[];
  /** Secrets as "[secret]"; empty in a preview. */
  readonly outputs: Readonly<Record<string, unknown>>;
  /** Wall time. */
  readonly seconds: number;
}

const unchanged: readonly string[] = ["same", "read", "refresh", "read-discard", "discard-replaced"];

/**
 * What an engine event says to a user of the library; most say nothing.
 * @param changing whether the operation changes anything; a preview does not
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
  if (!step || unchanged.includes(step.metadata.op)) return undefined;
  const { urn, type, op, diffs, detailedDiff } = step.metadata;
  const properties = detailedDiff ? Object.keys(detailedDiff) : (diffs ?? []);
  if (!changing && !resourcePreEvent) return undefined;
  const state = !changing ? "planned" : resourcePreEvent ? "started" : resOutputsEvent ? "done" : "failed";
  const name = urn.split("::").at(-1) ?? urn;
  return { kind: "resource", stack, state, urn, type, name, operation: op, properties };
}

/** Without the engine's colour marks. */
function plain(text: string): string {
  return text.replace(/<\{%.*?%\}>/g, "").trimEnd();
}
