import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { reportJsonSchema } from "./json-schema";

/** Publishes the schema again after the report's form has changed: `npm run report:schema`. */
writeFileSync(join(__dirname, "schema.json"), `${JSON.stringify(reportJsonSchema(), null, 2)}\n`);
