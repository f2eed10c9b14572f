// Entry point of `pulumi preview --policy-pack policy`. It loads compiled files, because the runner would type-check all sources on every
// start.
const { existsSync } = require("node:fs");
const { join } = require("node:path");

if (existsSync(join(__dirname, "crossguard.ts"))) require("../bin/compile").compile();
require("../dist/policy/crossguard").servePack();
