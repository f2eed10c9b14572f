import { z } from "zod";
import { reportSchema } from "./document";

/** The published schema of report.json. */
export function reportJsonSchema(): object {
  return { title: "Redoubt readiness report", ...z.toJSONSchema(reportSchema, { target: "draft-7" }) };
}
