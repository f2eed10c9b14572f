import * as pulumi from "@pulumi/pulumi";
import { closest, distance } from "fastest-levenshtein";
import { z } from "zod";
import { UserError } from "../errors";
import { crossChecks, type Fault } from "./checks";
import { configSchema, knownRegions, type RedoubtConfig } from "./schema";

export type { RedoubtConfig, RegionConfig, TierConfig } from "./schema";

const namespace = "redoubt:";

/** Keys of earlier versions, each with the message that names its successor. */
const RENAMED: Readonly<Record<string, string>> = {
  "network.flowLogDays": "renamed; use logRetentionDays, which applies to all logs",
};

/** The configuration has faults: all of them, a line each. */
export class ConfigError extends UserError {
  constructor(readonly faults: readonly Fault[]) {
    const lines = faults.map(({ path, message }) => `  ${path}: ${message}`);
    super(`the configuration has ${faults.length} fault${faults.length === 1 ? "" : "s"}:\n${lines.join("\n")}`);
    this.name = "ConfigError";
  }
}

/**
 * The configuration of the running stack, from Pulumi's own.
 * @throws ConfigError with every fault at once
 */
export function loadConfig(): RedoubtConfig {
  return parseConfig(pulumi.runtime.allConfig());
}

/**
 * Reads Pulumi's configuration map, where numbers, truth values and objects are text.
 * @param raw all keys with their namespace; those of others are passed over
 * @throws ConfigError with every fault at once
 */
export function parseConfig(raw: Readonly<Record<string, string>>): RedoubtConfig {
  const entries = Object.entries(raw)
    .filter(([key]) => key.startsWith(namespace))
    .map(([key, text]) => [key.slice(namespace.length), text] as const);
  const values = Object.fromEntries(entries.map(([key, text]) => [key, decode(key, text)]));
  const result = configSchema.safeParse(values, { reportInput: true });
  const faults = result.success
    ? crossChecks(result.data as RedoubtConfig)
    : [...result.error.issues.flatMap(explain), ...crossChecks(soundPart(values, result.error.issues))];
  if (faults.length > 0) throw new ConfigError(faults);
  const config = result.data as RedoubtConfig;
  // As the engine does, which hands an object over with its keys in this order, however they stand in Pulumi.yaml.
  const regions = Object.entries(config.regions).sort(([one], [other]) => (one < other ? -1 : 1));
  return { ...config, regions: Object.fromEntries(regions) };
}

/** What stands when every faulty value is taken out and defaults stand in, so that one fault does not hide another. */
function soundPart(values: unknown, issues: readonly z.core.$ZodIssue[]): Partial<RedoubtConfig> {
  const rest = structuredClone(values);
  for (const issue of issues) {
    // A region of an unknown name may be one of those that the other keys mean: without it nothing can be said of regions.
    const unknownKeys = issue.code === "unrecognized_keys" && issue.path.at(-1) !== "regions";
    const keys = unknownKeys ? issue.keys : [issue.path.at(-1)];
    const place = unknownKeys ? issue.path : issue.path.slice(0, -1);
    const holder = place.reduce<unknown>((node, part) => (node as Record<PropertyKey, unknown>)?.[part], rest);
    for (const key of keys) if (holder && key !== undefined) delete (holder as Record<PropertyKey, unknown>)[key];
  }
  const checked = configSchema.safeParse(rest);
  if (checked.success) return checked.data as RedoubtConfig;
  const broken = new Set(checked.error.issues.map(({ path }) => path[0]));
  const defaults = Object.entries(configSchema.shape).map(([key, schema]) => {
    const value = (rest as Record<string, unknown>)[key];
    return [key, broken.has(key) ? undefined : (schema as z.ZodType).parse(value)];
  });
  return Object.fromEntries(defaults) as Partial<RedoubtConfig>;
}

/** Text stays text where the schema wants text; everything else is JSON. */
function decode(key: string, text: string): unknown {
  const wanted = (configSchema.shape as Record<string, z.ZodType>)[key];
  if (!wanted || wanted.safeParse(text).success) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function explain(issue: z.core.$ZodIssue): Fault[] {
  const path = issue.path
    .map((part) => (typeof part === "number" ? `[${part}]` : `.${String(part)}`))
    .join("")
    .slice(1);
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => {
      const at = path ? `${path}.${key}` : key;
      return { path: at, message: RENAMED[at] ?? `no such key; ${nearest(key, keysAt(issue.path))}` };
    });
  }
  if (issue.input === undefined) return [{ path, message: "missing; set it in Pulumi.yaml under config" }];
  const got = typeof issue.input === "string" ? issue.input : JSON.stringify(issue.input);
  if (issue.code === "invalid_value") {
    return [{ path, message: `got ${got}; ${nearest(got, issue.values.map(String))}` }];
  }
  return [{ path, message: `got ${got}; ${advice(issue)}` }];
}

/** The keys that the schema has at a path; a region's name stands for any region. */
function keysAt(path: readonly PropertyKey[]): string[] {
  let schema: unknown = configSchema;
  for (const part of path) {
    const inner = unwrap(schema);
    schema = inner instanceof z.ZodRecord ? inner.valueType : (inner as z.ZodObject).shape[String(part)];
  }
  const at = unwrap(schema);
  return at instanceof z.ZodRecord ? [...knownRegions] : Object.keys((at as z.ZodObject).shape);
}

function unwrap(schema: unknown): unknown {
  return schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault || schema instanceof z.ZodOptional
    ? unwrap(schema.unwrap())
    : schema;
}

function nearest(got: string, known: readonly string[]): string {
  const candidate = closest(got, known);
  if (distance(got, candidate) <= Math.max(2, got.length / 3)) return `did you mean ${candidate}?`;
  return known.length <= 12 ? `known: ${known.join(", ")}` : "see the provider's list of regions";
}

function advice(issue: z.core.$ZodIssue): string {
  if (issue.code === "too_small") return `take at least ${issue.minimum}`;
  if (issue.code === "too_big") return `take at most ${issue.maximum}`;
  if (issue.code === "invalid_type") return `write ${/^[aio]/.test(issue.expected) ? "an" : "a"} ${issue.expected}`;
  return issue.message;
}
