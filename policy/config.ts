import { z } from "zod";
import { UserError } from "../errors";
import { type Preset, presetLevel } from "./presets";
import { defaultLevel, type Rule } from "./rule";
import type { Violation } from "./violation";

/** Compiling a parser takes longer than its one use; messages contain the value. */
const PARSING = { jitless: true, reportInput: true };

const level = z.enum(["advisory", "mandatory", "remediate", "disabled"]);
const role = z.enum(["active", "standby"]);

/** Resources whose violations of a rule are accepted, and why. Each of them is reported. */
const suppression = z
  .strictObject({
    /** The resource's logical name or URN; `*` matches any text. */
    resource: z.string().min(1).optional(),
    /** The resource's type token; `*` matches any text. */
    type: z.string().min(1).optional(),
    reason: z.string().trim().min(1),
    /** The last day on which it applies. */
    expires: z.iso.date().optional(),
  })
  .refine((value) => value.resource !== undefined || value.type !== undefined, {
    error: "name a resource or a type",
    path: ["resource"],
  });

/** CrossGuard's own form of configuration, so that one file serves the engine and the commands of this package. */
const document = z.record(z.string(), z.union([level, z.looseObject({ enforcementLevel: level.optional() })]));

/**
 * Levels, parameters and suppressions by rule. `all` sets the level of the rules that have none of their own, `roles` the role of each stack
 * or region.
 */
export type PolicyConfiguration = z.input<typeof document>;

/** One rule's settings, with defaults. */
export interface RuleSettings {
  enforcementLevel: Violation["enforcementLevel"] | "disabled";
  parameters: Record<string, unknown>;
  suppressions: readonly Suppression[];
}

export type Suppression = z.infer<typeof suppression>;

/** The keys of a configuration that are not rules. */
const RESERVED = ["all", "roles"];

/** The schema of a rule's configuration besides its level: its parameters, and its suppressions. */
export function settingsSchema(rule: Pick<Rule, "parameters">) {
  return z.strictObject({
    ...(rule.parameters?.shape ?? {}),
    suppressions: z
      .array(suppression)
      .default([])
      .describe("accepted violations: resource or type, the reason, and the last day on which it applies"),
  });
}

/** The roles of stacks and regions in a configuration, by the name of either. */
export function configuredRoles(configuration: PolicyConfiguration): Readonly<Record<string, "active" | "standby">> {
  const parsed = z.record(z.string(), role).safeParse(configuration.roles ?? {}, PARSING);
  if (!parsed.success) throw new UserError(faults("roles", parsed.error).join("\n"), 2);
  return parsed.data;
}

/**
 * The settings of every rule.
 * @param preset the levels of rules that the configuration does not mention
 * @throws UserError listing all configuration errors: unknown rules and keys, values out of range, suppressions without a reason
 */
export function resolveSettings(
  rules: readonly Rule[],
  configuration: unknown,
  preset?: Preset,
): ReadonlyMap<string, RuleSettings> {
  const parsed = document.safeParse(configuration, PARSING);
  if (!parsed.success) throw new UserError(faults("", parsed.error).join("\n"), 2);
  const found: string[] = [];
  const names = new Set(rules.map((rule) => rule.name));
  for (const name of Object.keys(parsed.data)) {
    if (!RESERVED.includes(name) && !names.has(name)) {
      found.push(`policy configuration: ${name} is not a rule of this pack; policy/RULES.md lists them`);
    }
  }
  const { all } = parsed.data;
  const fallback = typeof all === "object" ? all.enforcementLevel : all;
  const settings = new Map<string, RuleSettings>();
  for (const rule of rules) {
    const entry = parsed.data[rule.name] ?? {};
    const { enforcementLevel, ...rest } = typeof entry === "string" ? { enforcementLevel: entry } : entry;
    const own = settingsSchema(rule).safeParse(rest, PARSING);
    if (!own.success) {
      found.push(...faults(rule.name, own.error));
      continue;
    }
    const { suppressions, ...parameters } = own.data;
    const standard = preset === undefined ? defaultLevel(rule) : presetLevel(preset, rule);
    const chosen = enforcementLevel ?? fallback ?? standard;
    settings.set(rule.name, {
      // Only the engine can remediate: without it, a violation must be fixed by hand.
      enforcementLevel: chosen === "remediate" ? "mandatory" : chosen,
      parameters,
      suppressions,
    });
  }
  if (found.length > 0) throw new UserError(found.join("\n"), 2);
  return settings;
}

/** The configuration with every rule mandatory, whatever level it gives; parameters and suppressions stay. */
export function allMandatory(configuration: PolicyConfiguration): PolicyConfiguration {
  const entries = Object.entries(configuration)
    .filter(([name]) => name !== "roles")
    .map(([name, entry]) => [
      name,
      { ...(typeof entry === "object" ? entry : {}), enforcementLevel: "mandatory" as const },
    ]);
  const roles = configuration.roles === undefined ? {} : { roles: configuration.roles };
  return { ...Object.fromEntries(entries), ...roles, all: "mandatory" };
}

function faults(name: string, error: z.ZodError): string[] {
  return error.issues.map((issue) => {
    const location = [name, ...issue.path.map(String)].filter((step) => step !== "").join(".");
    return `policy configuration: ${location}: ${correction(location, issue)}`;
  });
}

/** The value and what to write instead. */
function correction(location: string, issue: z.core.$ZodIssue): string {
  const got = issue.input === undefined ? "" : `got ${JSON.stringify(issue.input)}; `;
  if (location === "roles") return `${got}write { "prod": "active", "dr": "standby" }`;
  if (issue.code === "invalid_union") {
    return `${got}write ${level.options.map((option) => `"${option}"`).join(", ")}, or an object with enforcementLevel, parameters and suppressions`;
  }
  return `${got}${issue.message.charAt(0).toLowerCase()}${issue.message.slice(1)}`;
}
