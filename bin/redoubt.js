#!/usr/bin/env node
// The published package contains only dist/. A checkout also has the sources and compiles them first.
const { existsSync } = require("node:fs");
const { join } = require("node:path");

if (existsSync(join(__dirname, "../cli/main.ts"))) require("./compile").compile();
require("../dist/cli/main").main(process.argv);
