import { existsSync, readFileSync } from "node:fs";
import { UserError } from "../errors";
import { type Report, reportSchema } from "./document";

/**
 * Reads a report.json.
 * @throws UserError if the file does not exist, is not JSON, or is not a report of this version
 */
export function readReport(file: string): Report {
  if (!existsSync(file)) throw new UserError(`${file}: no such file; pass the path of a report.json`);
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new UserError(`${file}: not JSON: ${error instanceof Error ? error.message : error}`);
  }
  const parsed = reportSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues
    .slice(0, 5)
    .map(({ path, message }) => `  ${path.join(".") || "document"}: ${message}`);
  throw new UserError(
    `${file}: not a readiness report of this version; create it again with \`redoubt report\`:\n${errors.join("\n")}`,
  );
}
