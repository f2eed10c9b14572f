import { containsUnknowns } from "@pulumi/pulumi";
import type { ResourceRecord } from "../../resources/resource";
import { isSecret } from "../../resources/unknown";
import type { Goal } from "./goals";
import { needsLostRegion, needsLostRegionToExist } from "./needs-region";

/** A resource that an operation neither reads nor changes, because it needs a lost region. */
export interface UnavailableResource {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  /** The region, or the service in it. */
  readonly needs: string;
  /** Tags that the program changes; a later update writes them. */
  readonly deferred: readonly string[];
}

/** A change that the program demands and that needs a lost region. */
export interface RefusedChange {
  readonly type: string;
  readonly name: string;
  readonly operation: "create" | "update" | "delete";
  readonly properties: readonly string[];
  readonly needs: string;
}

/** A change that the engine plans, with its own name of the operation, such as create-replacement. */
interface PlannedChange {
  readonly name: string;
  readonly operation: string;
  readonly type: string;
}

/** A change of these is put off and not refused: a role in the tags follows the active region, and nothing depends on it. */
const TAGS: readonly string[] = ["tags", "tagsAll"];

/** Resources of a stack's state that need a lost region. */
export function unavailableIn(records: readonly ResourceRecord[], lost: readonly string[]): UnavailableResource[] {
  return records.flatMap(({ urn, type, name, region, inputs }) => {
    const needs = needsLostRegion({ type, region, inputs }, lost);
    return needs === undefined ? [] : [{ urn, type, name, needs, deferred: [] }];
  });
}

/**
 * Compares what the program registers with the state, for resources that need a lost region. The engine cannot: it compares through the
 * provider, which it does not call for excluded resources.
 * @param goals every resource that the program registered
 * @param records the stack's state
 */
export function compareUnavailable(
  goals: readonly Goal[],
  records: readonly ResourceRecord[],
  lost: readonly string[],
): { readonly refused: RefusedChange[]; readonly deferred: ReadonlyMap<string, readonly string[]> } {
  const registered = new Map(goals.map((goal) => [keyOf(goal), goal]));
  const known = new Map(records.map((record) => [keyOf(record), record]));
  const refused: RefusedChange[] = [];
  const deferred = new Map<string, readonly string[]>();
  for (const [key, goal] of registered) {
    const record = known.get(key);
    const { type, name, inputs } = goal;
    const region = typeof inputs.region === "string" ? inputs.region : null;
    const needs = (record && needsLostRegion(record, lost)) ?? needsLostRegion({ type, region, inputs }, lost);
    if (needs === undefined) continue;
    const properties = record ? differences(goal, record.inputs) : [];
    if (record && properties.every((property) => TAGS.includes(property))) {
      if (properties.length > 0) deferred.set(record.urn, properties);
    } else {
      refused.push({ type, name, operation: record ? "update" : "create", properties, needs });
    }
  }
  for (const [key, record] of known) {
    const needs = needsLostRegion(record, lost);
    if (needs === undefined || registered.has(key) || record.external) continue;
    const { type, name } = record;
    refused.push({ type, name, operation: "delete", properties: [], needs });
  }
  return { refused, deferred };
}

/**
 * Resources that the engine would create or delete, which needs a lost region although they do not.
 * @param changes those of a preview
 */
export function refusedExistence(
  changes: readonly PlannedChange[],
  goals: readonly Goal[],
  records: readonly ResourceRecord[],
  lost: readonly string[],
): RefusedChange[] {
  const inputs = new Map([...records, ...goals].map((each) => [keyOf(each), each.inputs]));
  const refused = new Map<string, RefusedChange>();
  for (const { name, operation: planned, type } of changes) {
    if (planned === "update") continue;
    const needs = needsLostRegionToExist({ type, inputs: inputs.get(keyOf({ type, name })) ?? {} }, lost);
    const operation = planned.startsWith("delete") ? "delete" : "create";
    if (needs) refused.set(`${operation} ${keyOf({ type, name })}`, { type, name, operation, properties: [], needs });
  }
  return [...refused.values()];
}

/** Names are unique among the resources of a type in a stack. */
function keyOf({ type, name }: { readonly type: string; readonly name: string }): string {
  return `${type}::${name}`;
}

/** Inputs that differ, without those that the engine ignores. */
function differences({ inputs, ignoreChanges, name }: Goal, recorded: Readonly<Record<string, unknown>>): string[] {
  const keys = new Set([...Object.keys(inputs), ...Object.keys(recorded)]);
  return [...keys].filter((key) => {
    // The provider computes them from the tags.
    if (key === "tagsAll" || ignoreChanges.some((path) => path.split(/[.[]/)[0] === key)) return false;
    return !(key in inputs) ? isRemoved(key, recorded, name) : !isSame(inputs[key], recorded[key]);
  });
}

/** Whether the program no longer sets a recorded input: neither a default nor a name that was generated. */
function isRemoved(key: string, recorded: Readonly<Record<string, unknown>>, name = ""): boolean {
  const value = recorded[key];
  if (key === "__defaults" || isEmpty(value)) return false;
  const defaults = Array.isArray(recorded.__defaults) ? recorded.__defaults : [];
  const generated = name !== "" && typeof value === "string" && value.startsWith(name);
  return !defaults.includes(key) && !generated;
}

/** Numbers and booleans may be recorded as text; a secret's value cannot be compared. */
function isSame(goal: unknown, recorded: unknown): boolean {
  if (containsUnknowns(goal)) return false;
  if (isSecret(goal) || isSecret(recorded)) return isSecret(goal) && isSecret(recorded);
  if (isEmpty(goal) && isEmpty(recorded)) return true;
  if (Array.isArray(goal) && Array.isArray(recorded)) {
    return goal.length === recorded.length && goal.every((item, index) => isSame(item, recorded[index]));
  }
  if (isObject(goal) && isObject(recorded)) {
    return (
      Object.keys(goal).every((key) => isSame(goal[key], recorded[key])) &&
      Object.keys(recorded).every((key) => key in goal || !isRemoved(key, recorded))
    );
  }
  return String(goal) === String(recorded);
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === "object" && Object.keys(value).length === 0);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
