#!/usr/bin/env node
// A checkout runs its TypeScript sources as they are; the published package carries them compiled.
const { existsSync } = require("node:fs");
const { join } = require("node:path");

const compiled = join(__dirname, "../dist/cli/main.js");
const source = join(__dirname, "../cli/main.ts");
if (existsSync(source)) {
  require("tsx/cjs");
  require(source).main(process.argv);
} else {
  require(compiled).main(process.argv);
}
