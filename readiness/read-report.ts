import { existsSync, readFileSync, statSync } from "node:fs";
import { UserError } from "../errors";
import { type Report, reportSchema } from "./document";

/**
 * Reads a report.json.
 * @throws UserError if the file does not exist, is not JSON, or is not a report of this version
 */
export function readReport(file: string): Report {
  if (!existsSync(file)) throw new UserError(`${file}: no such file; pass the path of a report.json`);
  if (statSync(file).isDirectory()) throw new UserError(`${file}: is a folder; pass the path of a report.json`);
  const text = readFileSync(file, "utf8");
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new UserError(
      `${file}: not JSON: ${error instanceof Error ? error.message : error}; pass the path of a report.json`,
    );
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
