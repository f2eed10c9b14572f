import { type ResourceValidationArgs, Secret } from "@pulumi/policy";
import type { Changes } from "./rule";

/**
 * The inputs of a resource with the changes in place. They are set on the runtime's own proxy, which keeps secrets and values that are not
 * known yet as they are.
 * @returns undefined where there is nothing to change, or a change is inside a value that is not known yet
 */
export function withChanges(
  props: ResourceValidationArgs["props"],
  changes: Changes,
): Record<string, unknown> | undefined {
  const paths = Object.entries(changes).map(([path, value]) => ({ steps: path.split("."), value }));
  if (paths.length === 0 || !paths.every(({ steps }) => isKnown(props, steps.slice(0, -1)))) return undefined;
  for (const { steps, value } of paths) {
    let block: Record<string, unknown> = props;
    for (const step of steps.slice(0, -1)) {
      block = listOfOne(block, step);
      if (valueIn(block, step) == null) block[step] = {};
      block = block[step] as Record<string, unknown>;
    }
    const last = steps.at(-1) ?? "";
    listOfOne(block, last)[last] = value;
  }
  return props;
}

/** The inputs with secrets in plain text, for rules; the runtime hands them to a remediation in an envelope. */
export function withoutSecretMarks(inputs: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(inputs).map(([key, value]) => [key, plain(value)]));
}

function plain(value: unknown): unknown {
  if (value instanceof Secret) return plain(value.value);
  if (Array.isArray(value)) return value.map(plain);
  const isBlock = typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
  return isBlock ? withoutSecretMarks(value as Record<string, unknown>) : value;
}

/** Whether every block on the way is known, or absent. */
function isKnown(root: Record<string, unknown>, steps: readonly string[]): boolean {
  let block = root;
  for (const step of steps) {
    block = listOfOne(block, step);
    const value = valueIn(block, step);
    if (value == null) return true;
    if (typeof value !== "object") return false;
    block = block[step] as Record<string, unknown>;
  }
  return true;
}

/** A list of blocks where a single block is expected is its first. */
function listOfOne(block: Record<string, unknown>, step: string): Record<string, unknown> {
  return Array.isArray(block) && !/^\d+$/.test(step) ? block[0] : block;
}

/** The value without the proxy, which throws when an unknown value is read. */
function valueIn(block: Record<string, unknown>, step: string): unknown {
  return Object.getOwnPropertyDescriptor(block, step)?.value;
}
