const AURORA = "test/e2e/aurora.test.ts";
const FARGATE = ["test/e2e/fargate.test.ts", "test/e2e/fargate-workspace.test.ts"];
const ADOPT = "test/e2e/adopt-workspace.test.ts";
const LOST_REGION = "test/e2e/lost-region.test.ts";
const HOME_REGION = "test/e2e/home-region.test.ts";
const THIRD_SITE = "test/e2e/third-site.test.ts";
const TWO_LOST_REGIONS = "test/e2e/two-lost-regions.test.ts";
const E2E = { timeout: 1_800_000, require: ["./test/e2e/setup.ts", "./test/local-aws/property-names.ts"], bail: true };

/**
 * Mocha's settings for each suite, a folder of test/ unless it has a `spec`. The environment variable SUITE names the suite (default:
 * unit); the npm scripts set it.
 */
const SUITES = {
  unit: { timeout: 60_000 },
  model: { timeout: 0 },
  page: { timeout: 120_000 },
  drill: { timeout: 300_000 },
  package: { timeout: 300_000 },
  engine: { timeout: 600_000 },
  "local-aws": { timeout: 120_000, require: ["./test/local-aws/own-server.ts"] },
  e2e: { ...E2E, ignore: [AURORA, ...FARGATE, ADOPT, LOST_REGION, HOME_REGION, THIRD_SITE, TWO_LOST_REGIONS] },
  // Suites of their own, because they mostly wait and can run beside the other one.
  aurora: { ...E2E, spec: [AURORA] },
  fargate: { ...E2E, spec: FARGATE },
  adopt: { ...E2E, spec: [ADOPT] },
  "lost-region": { ...E2E, spec: [LOST_REGION] },
  // The same project in another account.
  "home-region": { ...E2E, spec: [HOME_REGION] },
  "third-site": { ...E2E, spec: [THIRD_SITE] },
  "two-lost-regions": { ...E2E, spec: [TWO_LOST_REGIONS] },
};

const name = process.env.SUITE ?? "unit";
const suite = SUITES[name];
if (!suite) throw new Error(`SUITE: ${name}: no such suite; use one of ${Object.keys(SUITES).join(", ")}`);

module.exports = { spec: [`test/${name}/**/*.test.ts`], ...suite, require: ["tsx/cjs", ...(suite.require ?? [])] };
