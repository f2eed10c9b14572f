#!/usr/bin/env node
// The published package carries dist/ alone; a checkout has the sources, and dist/ follows them.
const { existsSync } = require("node:fs");
const { join } = require("node:path");

if (existsSync(join(__dirname, "../cli/main.ts"))) require("./compile").compile();
require("../dist/cli/main").main(process.argv);
