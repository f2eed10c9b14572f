import { z } from "zod";
import { UserError } from "../errors";
import { defaultLevel, type Rule } from "./rule";
import type { Violation } from "./violation";

const level = z.enum(["advisory", "mandatory", "remediate", "disabled"]);

/** A resource that a rule leaves alone, and why. Every one is reported. */
const suppression = z.strictObject({
  /** The resource's logical name or URN; `*` stands for any text. */
  resource: z.string().min(1),
  reason: z.string().trim().min(1),
});

/** The configuration's form: CrossGuard's own, so that one file serves the engine and the commands here. */
const document = z.record(z.string(), z.union([level, z.looseObject({ enforcementLevel: level.optional() })]));

/** Levels, parameters and suppressions by rule; `all` sets the level of the rules that have none of their own. */
export type PolicyConfiguration = z.input<typeof document>;

/** One rule's settings, defaults filled in. */
export interface RuleSettings {
  enforcementLevel: Violation["enforcementLevel"] | "disabled";
  parameters: Record<string, unknown>;
  suppressions: readonly Suppression[];
}

export type Suppression = z.infer<typeof suppression>;

/** The schema of what a rule takes beside its level: its parameters, and its suppressions. */
export function settingsSchema(rule: Pick<Rule, "parameters">) {
  return z.strictObject({
    ...(rule.parameters?.shape ?? {}),
    suppressions: z
      .array(suppression)
      .default([])
      .describe("resources that the rule leaves alone, each with the reason"),
  });
}

/**
 * The settings of every rule.
 * @throws UserError naming every configuration error: an unknown rule or key, a value out of range, a
 *   suppression without a reason
 */
export function resolveSettings(rules: readonly Rule[], configuration: unknown): ReadonlyMap<string, RuleSettings> {
  const parsed = document.safeParse(configuration);
  if (!parsed.success) throw new UserError(faults("", parsed.error).join("\n"), 2);
  const found: string[] = [];
  const names = new Set(rules.map((rule) => rule.name));
  for (const name of Object.keys(parsed.data)) {
    if (name !== "all" && !names.has(name)) {
      found.push(`policy configuration: ${name} is no rule of this pack: policy/RULES.md lists them`);
    }
  }
  const all = parsed.data.all;
  const fallback = typeof all === "object" ? all.enforcementLevel : all;
  const settings = new Map<string, RuleSettings>();
  for (const rule of rules) {
    const entry = parsed.data[rule.name] ?? {};
    const { enforcementLevel, ...rest } = typeof entry === "string" ? { enforcementLevel: entry } : entry;
    const own = settingsSchema(rule).safeParse(rest);
    if (!own.success) {
      found.push(...faults(rule.name, own.error));
      continue;
    }
    const { suppressions, ...parameters } = own.data;
    const chosen = enforcementLevel ?? fallback ?? defaultLevel(rule);
    settings.set(rule.name, {
      // Nothing here is mended by the pack itself, so that asking for it means that it must be mended.
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
  const entries = Object.entries(configuration).map(([name, entry]) => [
    name,
    { ...(typeof entry === "object" ? entry : {}), enforcementLevel: "mandatory" as const },
  ]);
  return { ...Object.fromEntries(entries), all: "mandatory" };
}

function faults(name: string, error: z.ZodError): string[] {
  return error.issues.map((issue) => {
    const place = [name, ...issue.path.map(String)].filter((step) => step !== "").join(".");
    return `policy configuration: ${place}: ${issue.message.charAt(0).toLowerCase()}${issue.message.slice(1)}`;
  });
}
