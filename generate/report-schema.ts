import { z } from "zod";
import { reportSchema } from "../readiness/document";

/** The published JSON schema of report.json. */
export function renderReportSchema(): string {
  const schema = { title: "Redoubt readiness report", ...z.toJSONSchema(reportSchema, { target: "draft-7" }) };
  return `${JSON.stringify(schema, null, 2)}\n`;
}
