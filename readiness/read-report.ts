import { readJsonFile } from "../automation/json-file";
import { UserError } from "../errors";
import { type Report, reportSchema } from "./document";

/**
 * Reads a report.json.
 * @throws UserError if the file does not exist, is not JSON, or is not a report of this version
 */
export function readReport(file: string): Report {
  const value = readJsonFile(file, file, "pass the path of a report.json");
  const parsed = reportSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues
    .slice(0, 5)
    .map(({ path, message }) => `  ${path.join(".") || "document"}: ${message}`);
  throw new UserError(
    `${file}: not a readiness report of this version; create it again with \`redoubt report\`:\n${errors.join("\n")}`,
  );
}
