/**
 * The import rule of ARCHITECTURE.md: a room imports only from rooms below it, and never in a cycle. rooms.json lists the rooms from top
 * to bottom.
 */
const ROOMS = require("./rooms.json");

const inside = (rooms) => `^(${rooms.join("|")})/`;

const upward = ROOMS.slice(1).map((room, index) => ({
  name: `${room}-imports-upward`,
  comment: `${room}/ imports only from: ${[...ROOMS.slice(index + 2), "errors.ts"].join(", ")}.`,
  severity: "error",
  from: { path: inside([room]) },
  to: { path: inside(ROOMS.slice(0, index + 1)) },
}));

module.exports = {
  forbidden: [
    {
      name: "no-circular",
      comment: "Files that import each other cannot be read, tested or moved on their own.",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    ...upward,
    {
      name: "errors-imports-nothing",
      comment: "errors.ts is the lowest room.",
      severity: "error",
      from: { path: "^errors[.]ts$" },
      to: { path: inside(ROOMS) },
    },
    {
      name: "sources-import-no-tests",
      comment: "Only tests import from test/; the examples are programs of users, of which the drill runs the ledger.",
      severity: "error",
      from: { path: [inside(ROOMS), "^(errors|index)[.]ts$"] },
      to: { path: "^(test|bench|generate)/" },
    },
    {
      name: "failover-without-pulumi",
      comment: "The failover runs in Lambda and must work without the Pulumi CLI and its state.",
      severity: "error",
      from: { path: "^(failover|router)/" },
      to: { path: "node_modules/@pulumi/" },
    },
    {
      name: "aws-sdk-in-adapters-only",
      comment:
        "Only adapters and the clients that they use call AWS; all other code goes through the failover's ports.",
      severity: "error",
      from: { path: inside(ROOMS), pathNot: "^failover/adapters/aws/" },
      to: { path: "node_modules/@(aws-sdk|smithy)/", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "not-resolvable",
      comment: "An import that cannot be resolved would not be checked by the other rules.",
      severity: "error",
      from: { path: inside(ROOMS) },
      // "cloudfront" is the module that CloudFront Functions provide at run time; the policy pack's bundle is built when the pack is loaded.
      to: { couldNotResolve: true, pathNot: "^(cloudfront|[.]/bundle)$" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsConfig: { fileName: "tsconfig.json" },
    // Type-only imports count too: they also tie a room to another.
    tsPreCompilationDeps: true,
    exclude: { path: "^(dist|coverage|report)" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
    },
  },
};
