import type { ResourceRecord } from "./resource";

// Readers for reports. Unlike `Inputs`, which throws on an unknown so that no rule passes on it, they treat an unknown or a value of
// another type as absent.

type WithInputs = Pick<ResourceRecord, "inputs">;

/**
 * A value inside a resource's inputs.
 * @param path property names and list positions, joined by dots
 */
export function input(resource: WithInputs, path: string): unknown {
  return path
    .split(".")
    .reduce<unknown>((value, key) => (value as Record<string, unknown> | null | undefined)?.[key], resource.inputs);
}

/** A number inside a resource's inputs; undefined where none is known. */
export function numberInput(resource: WithInputs, path: string): number | undefined {
  const value = input(resource, path);
  return typeof value === "number" ? value : undefined;
}

/** A list inside a resource's inputs; empty where none is known. */
export function listInput(resource: WithInputs, path: string): readonly unknown[] {
  const value = input(resource, path);
  return Array.isArray(value) ? value : [];
}

/** A text inside a resource's inputs; empty where none is known. */
export function textInput(resource: WithInputs, path: string): string {
  const value = input(resource, path);
  return typeof value === "string" ? value : "";
}
