import { readdirSync } from "node:fs";
import { join } from "node:path";

/** Runs every benchmark of this folder, or those named as arguments, one after another. */
async function main(): Promise<void> {
  const named = process.argv.slice(2);
  const files = readdirSync(__dirname).filter(
    (file) => file.endsWith(".ts") && !["index.ts", "measure.ts"].includes(file),
  );
  for (const file of files.map((name) => name.replace(/\.ts$/, ""))) {
    if (named.length > 0 && !named.includes(file)) continue;
    console.log(`\n${file}`);
    const { run } = require(join(__dirname, file)) as { run(): Promise<void> };
    await run();
  }
}

main();
