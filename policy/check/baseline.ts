import { z } from "zod";
import { UserError } from "../../errors";
import type { Violation } from "../violation";
import type { NamedText } from "./document";

const entries = z.array(z.looseObject({ policy: z.string(), urn: z.string() }));
const report = z.union([entries, z.looseObject({ violations: entries }).transform(({ violations }) => violations)]);

/**
 * The violations of an earlier report, by rule and resource.
 * @param baseline what `redoubt check --format json` or `--json` wrote
 * @throws UserError (exit code 2) where it is neither
 */
export function readBaseline({ name, text }: NamedText): ReadonlySet<string> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw invalid(name, `got no JSON (${error instanceof Error ? error.message : String(error)})`);
  }
  const parsed = report.safeParse(value);
  if (!parsed.success) throw invalid(name, "got JSON that is not a report");
  return new Set(parsed.data.map(keyOf));
}

/** The identity of a violation in a baseline: rule and resource, independent of the message. */
export function keyOf({ policy, urn }: Pick<Violation, "policy" | "urn">): string {
  return `${policy} ${urn}`;
}

function invalid(name: string, what: string): UserError {
  return new UserError(`--baseline ${name}: ${what}; write one with \`redoubt check --format json > ${name}\``, 2);
}
