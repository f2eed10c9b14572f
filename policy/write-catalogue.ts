import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { renderCatalogue } from "./catalogue";
import { rules } from "./rules";

writeFileSync(join(__dirname, "RULES.md"), renderCatalogue(rules));
