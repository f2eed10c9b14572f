// What `pulumi preview --policy-pack policy` runs. It runs compiled: the runner would type-check every source at every start.
const { existsSync } = require("node:fs");
const { join } = require("node:path");

if (existsSync(join(__dirname, "crossguard.ts"))) require("../bin/compile").compile();
require("../dist/policy/crossguard").servePack();
