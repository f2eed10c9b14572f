import type { z } from "zod";
import { UserError } from "../errors";
import { defineRule, type Frameworks, type Rule, type RuleDefinition, withName } from "./rule";

/** A rule of one's own. */
export interface PolicyDefinition<P extends z.ZodObject> extends Omit<RuleDefinition<P>, "frameworks"> {
  /** Its name in configuration and reports: lower case, words joined by hyphens, none of the pack's names. */
  name: string;
  /** Its identifiers elsewhere. @default none */
  frameworks?: Frameworks;
}

/**
 * A rule in addition to those of the pack, for `redoubt check --rules` and for other policy packs. Reading a value that is not known yet
 * leaves the resource undecided, so that a check needs no code for unknown values.
 * @example
 * export = [
 *   definePolicy({
 *     name: "queue-has-owner",
 *     description: "A queue has an owner.",
 *     rationale: "Nobody responds to the alarms of a queue without an owner.",
 *     remediation: "Set the tag owner.",
 *     severity: "medium",
 *     category: "operations",
 *     types: ["aws:sqs/queue:Queue"],
 *     scope: "resource",
 *     check: (queue) => (queue.has("tags.owner") ? undefined : "it has no tag owner"),
 *   }),
 * ];
 * @throws UserError for a name in another form
 */
export function definePolicy<P extends z.ZodObject>({
  name,
  frameworks = {},
  ...definition
}: PolicyDefinition<P>): Rule {
  if (!/^[a-z0-9]+(-[a-z0-9]+)+$/.test(name))
    throw new UserError(`definePolicy: got the name ${name}; use lower-case words joined by hyphens`, 2);
  return withName(name, defineRule({ ...definition, frameworks }));
}

/**
 * The rules that a module exports: an array of what definePolicy returns, or an object with such an array as `default` or `rules`.
 * @param file absolute path of a CommonJS module
 * @throws UserError (exit code 2) where the file cannot be loaded or exports anything else
 */
export function loadRules(file: string): Rule[] {
  let exported: unknown;
  try {
    exported = require(file);
  } catch (error) {
    // Node.js adds lines with the modules that required the file.
    const [reason] = String(error instanceof Error ? error.message : error).split("\n");
    throw new UserError(`--rules ${file}: ${reason}; name a CommonJS module`, 2);
  }
  const found = [exported, get(exported, "default"), get(exported, "rules")].find(Array.isArray);
  if (!found?.every(isRule))
    throw new UserError(`--rules ${file}: exports no array of rules; export what definePolicy returns`, 2);
  return found;
}

function get(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined;
}

function isRule(value: unknown): value is Rule {
  return typeof get(value, "name") === "string" && typeof get(value, "check") === "function";
}
