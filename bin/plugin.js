// Serves the components to programs in other languages (PulumiPlugin.yaml). The Pulumi CLI loads the main file of package.json, which is
// this one; Node.js programs get the library by the package's exports.
const { existsSync } = require("node:fs");
const { join } = require("node:path");

if (existsSync(join(__dirname, "../cli/main.ts"))) require("./compile").compile();
require("../dist/plugin/host").serve(process.argv.slice(2));
