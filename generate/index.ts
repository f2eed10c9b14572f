import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { generatedFiles } from "./files";

for (const [path, text] of Object.entries(generatedFiles())) {
  writeFileSync(join(__dirname, "..", path), text);
  console.log(path);
}
