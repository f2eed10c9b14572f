import { closest, distance } from "fastest-levenshtein";
import type { z } from "zod";
import type { Fault } from "./checks/check";

/** The fix for a value that is none of those known. */
export function nearest(got: string, known: readonly string[]): string {
  const candidate = closest(got, known);
  if (distance(got, candidate) <= Math.max(2, got.length / 3)) return `did you mean ${candidate}?`;
  if (known.length <= 12) return `known: ${known.join(", ")}`;
  return known.includes("us-east-1") ? "use an AWS region such as us-east-1" : "docs/configuration.md lists all keys";
}

/** How a value of a type is written in YAML. */
const WRITTEN: Readonly<Record<string, string>> = {
  array: "a list",
  boolean: "true or false",
  int: "a whole number",
  number: "a number",
  object: "keys and values under it",
  record: "keys and values under it",
  string: "text",
};

/** The fix for a value that a schema refuses. */
export function advice(issue: z.core.$ZodIssue): string {
  if (issue.code === "too_small") return `use at least ${issue.minimum}`;
  if (issue.code === "too_big") return `use at most ${issue.maximum}`;
  if (issue.code !== "invalid_type") return issue.message;
  const quoted = typeof issue.input === "string" && /^(true|false|-?\d+(\.\d+)?)$/.test(issue.input);
  return `write ${WRITTEN[issue.expected] ?? issue.expected}${quoted ? " without quotes" : ""}`;
}

/** The errors of settings, each with the value and the fix. */
export function settingFaults(schema: z.ZodObject, values: Readonly<Record<string, unknown>>): Fault[] {
  const result = schema.safeParse(values, { jitless: true, reportInput: true });
  return (result.error?.issues ?? []).map((issue) => {
    const got = typeof issue.input === "string" ? issue.input : JSON.stringify(issue.input);
    const fix = issue.code === "invalid_value" ? nearest(got, issue.values.map(String)) : advice(issue);
    return { path: issue.path.join("."), message: `got ${got}; ${fix}` };
  });
}

/** The settings without those that the schema refuses. */
export function validSettings(
  schema: z.ZodObject,
  values: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const invalid = new Set((schema.safeParse(values, { jitless: true }).error?.issues ?? []).map(({ path }) => path[0]));
  return Object.fromEntries(Object.entries(values).filter(([key]) => !invalid.has(key)));
}
