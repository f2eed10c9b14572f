// Entry point of `pulumi preview --policy-pack policy`. It loads one bundled file, because the runner would type-check all sources on every
// start, and because `pulumi policy publish` uploads this folder alone.
const { existsSync } = require("node:fs");
const { join } = require("node:path");

if (existsSync(join(__dirname, "crossguard.ts"))) require("../bin/bundle-policy").bundlePolicy();
require(join(__dirname, "bundle")).servePack();
