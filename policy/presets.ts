import { defaultLevel, type Rule } from "./rule";
import type { Violation } from "./violation";

/**
 * The sets of rules to choose from.
 * - starter: the high and critical ones, for a first look at an existing stack
 * - strict: all, mandatory
 * - dr: what concerns recovery: several zones, backups, replication and recovery across regions
 */
export const PRESETS = ["starter", "strict", "dr"] as const;

export type Preset = (typeof PRESETS)[number];

const RECOVERY: ReadonlySet<Rule["category"]> = new Set([
  "multi-az",
  "backup",
  "replication",
  "recovery across regions",
]);

/** The level that a preset gives a rule. */
export function presetLevel(preset: Preset, rule: Rule): Violation["enforcementLevel"] | "disabled" {
  if (preset === "strict") return "mandatory";
  const included =
    preset === "dr" ? RECOVERY.has(rule.category) : rule.severity === "high" || rule.severity === "critical";
  return included ? defaultLevel(rule) : "disabled";
}
