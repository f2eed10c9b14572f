import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import { UserError } from "../errors";
import { KNOWN_REGIONS } from "./aws/regions";
import { configErrors } from "./checks";
import type { Fault } from "./checks/check";
import { inapplicableSettings, withEngineDefaults } from "./checks/database-kind";
import { inapplicableTierSettings } from "./checks/fargate";
import { advice, nearest } from "./issue-advice";
import { configSchema, type RedoubtConfig } from "./schema";
import { applicableSettings } from "./settings/database";
import { abandonedSites, thirdSite } from "./topology";

export type { RedoubtConfig, TierConfig } from "./schema";

const NAMESPACE = "redoubt:";
/** Compiling a parser takes longer than the few parses of a run. */
const UNCOMPILED = { jitless: true };

/** Keys of earlier versions, each with the message that names its successor. */
const RENAMED: Readonly<Record<string, string>> = {
  "network.flowLogDays": "renamed; use logRetentionDays, which applies to all logs",
};

/** The configuration is invalid: all errors, one line each. */
export class ConfigError extends UserError {
  constructor(readonly faults: readonly Fault[]) {
    const lines = faults.map(({ path, message }) => `  ${path}: ${message}`);
    super(`the configuration has ${faults.length} error${faults.length === 1 ? "" : "s"}:\n${lines.join("\n")}`);
    this.name = "ConfigError";
  }
}

/**
 * The configuration of the running stack.
 * @param settings replace the stack's own, by key with namespace
 * @throws ConfigError with all errors, those that depend on today's date included
 */
export function loadConfig(settings: Readonly<Record<string, string>> = {}): RedoubtConfig {
  return parseConfig({ ...pulumi.runtime.allConfig(), ...settings }, new Date());
}

/**
 * Parses Pulumi's configuration map, whose numbers, booleans and objects are text.
 * @param raw all keys with their namespace; other namespaces are ignored
 * @param today the day of an update. Without it, as for a failover, the end of a database version's support is not an error.
 * @throws ConfigError with all errors
 */
export function parseConfig(raw: Readonly<Record<string, string>>, today?: Date): RedoubtConfig {
  const entries = Object.entries(raw)
    .filter(([key]) => key.startsWith(NAMESPACE))
    .map(([key, text]) => [key.slice(NAMESPACE.length), text] as const);
  const written = Object.fromEntries(entries.map(([key, text]) => [key, decode(key, text)]));
  const values = withEngineDefaults(written);
  const result = configSchema.safeParse(values, { ...UNCOMPILED, reportInput: true });
  const faults = result.success
    ? configErrors(result.data as RedoubtConfig, today)
    : [...result.error.issues.flatMap(explain), ...configErrors(validPart(values, result.error.issues), today)];
  faults.push(...inapplicableSettings(written), ...inapplicableTierSettings(written));
  if (faults.length > 0) throw new ConfigError(faults);
  const config = result.data as z.infer<typeof configSchema> &
    Pick<RedoubtConfig, "abandoned" | "detachedKeys" | "regions">;
  // The engine passes objects with sorted keys; sorting here gives the same order without the engine.
  const regions = Object.entries(config.regions).sort(([one], [other]) => (one < other ? -1 : 1));
  return {
    ...config,
    lost: lostRegions(config),
    database: applicableSettings(config.database),
    homeRegion: config.homeRegion ?? thirdSite(config),
    regions: Object.fromEntries(regions),
  };
}

/** With abandoned third sites that a lease table still has: the table is neither read nor changed until the lease was moved. */
function lostRegions({
  abandoned,
  leaseRegions,
  lost,
  secondLeaseTable,
}: Pick<RedoubtConfig, "abandoned" | "leaseRegions" | "lost" | "secondLeaseTable">): string[] {
  const ofTables = [...leaseRegions, ...(secondLeaseTable?.regions ?? [])];
  return [...new Set([...lost, ...abandonedSites({ abandoned }).filter((site) => ofTables.includes(site))])];
}

/** The values that are valid, with defaults in place of the others, so that one error does not hide another. */
function validPart(values: unknown, issues: readonly z.core.$ZodIssue[]): Partial<RedoubtConfig> {
  const rest = structuredClone(values);
  for (const issue of issues) {
    // An unknown region may be a misspelt one that other keys refer to: without it, regions cannot be checked.
    const unknownKeys = issue.code === "unrecognized_keys" && issue.path.at(-1) !== "regions";
    const keys = unknownKeys ? issue.keys : [issue.path.at(-1)];
    const place = unknownKeys ? issue.path : issue.path.slice(0, -1);
    const holder = place.reduce<unknown>((node, part) => (node as Record<PropertyKey, unknown>)?.[part], rest);
    for (const key of keys) if (holder && key !== undefined) delete (holder as Record<PropertyKey, unknown>)[key];
  }
  const checked = configSchema.safeParse(rest, UNCOMPILED);
  if (checked.success) return checked.data as RedoubtConfig;
  const broken = new Set(checked.error.issues.map(({ path }) => path[0]));
  const defaults = Object.entries(configSchema.shape).map(([key, schema]) => {
    const value = (rest as Record<string, unknown>)[key];
    return [key, broken.has(key) ? undefined : (schema as z.ZodType).parse(value)];
  });
  return Object.fromEntries(defaults) as Partial<RedoubtConfig>;
}

/** Text where the schema has text, otherwise JSON. */
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
      return { path: at, message: RENAMED[at] ?? `no such key; ${dotted(key) ?? nearest(key, keysAt(issue.path))}` };
    });
  }
  if (issue.input === undefined) return [{ path, message: "missing; set it in Pulumi.yaml under config" }];
  const got = typeof issue.input === "string" ? issue.input : JSON.stringify(issue.input);
  if (issue.code === "invalid_value") {
    return [{ path, message: `got ${got}; ${nearest(got, issue.values.map(String))}` }];
  }
  return [{ path, message: `got ${got}; ${advice(issue)}` }];
}

/** The schema's keys at a path. */
function keysAt(path: readonly PropertyKey[]): string[] {
  let schema: unknown = configSchema;
  for (const part of path) {
    const inner = unwrap(schema);
    schema = inner instanceof z.ZodRecord ? inner.valueType : (inner as z.ZodObject).shape[String(part)];
  }
  const at = unwrap(schema);
  return at instanceof z.ZodRecord ? [...KNOWN_REGIONS] : Object.keys((at as z.ZodObject).shape);
}

function unwrap(schema: unknown): unknown {
  return schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault || schema instanceof z.ZodOptional
    ? unwrap(schema.unwrap())
    : schema;
}

/** The advice for a key such as lease.seconds, which addresses a nested value. */
function dotted(key: string): string | undefined {
  const [first = "", ...rest] = key.split(".");
  if (rest.length === 0 || !(first in configSchema.shape)) return undefined;
  const nested = rest.reduceRight((inner, part) => `{ ${part}: ${inner} }`, "…");
  return `nest it under redoubt:${first}, as value: ${nested}`;
}
