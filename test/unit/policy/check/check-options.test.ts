import { dirname, join } from "node:path";
import { assert } from "chai";
import { runCli } from "../../../support/run-cli";
import { checkHarness } from "./check-harness";
import { CLEAR_QUEUE, exported, OPEN_DATABASE, QUEUE, stackExport } from "./exported-resources";

describe("redoubt check with options", () => {
  const { file, findings } = checkHarness();

  it("links rules in SARIF to the address of their pages, where it is given", async () => {
    const path = file(stackExport(CLEAR_QUEUE));
    const helpUris = async (...args: string[]) => {
      const { stdout } = await runCli("check", "--format", "sarif", "--policy", "sqs-queue-encrypted", ...args, path);
      const log: { runs: { tool: { driver: { rules: { helpUri?: string }[] } } }[] } = JSON.parse(stdout);
      return log.runs[0]?.tool.driver.rules.map(({ helpUri }) => helpUri);
    };
    assert.deepEqual(await helpUris("--help-uri-base", "https://example.com/rules/"), [
      "https://example.com/rules/sqs-queue-encrypted.md",
    ]);
    // Only absolute addresses are valid, and package.json names no repository.
    assert.deepEqual(await helpUris(), [undefined]);
  });

  it("refuses a help address that is not an absolute one", async () => {
    const { exitCode, stderr } = await runCli("check", "--help-uri-base", "docs/rules", file(stackExport(CLEAR_QUEUE)));
    assert.equal(exitCode, 2);
    assert.include(stderr, "--help-uri-base: got docs/rules; use an absolute address");
  });

  it("counts types without rules by all rules of the pack, not by the selected ones", async () => {
    const path = file(stackExport(CLEAR_QUEUE, OPEN_DATABASE, exported("aws:foo/bar:Bar", "x", {})));
    const { stdout } = await runCli("check", path, "--format", "json", "--policy", "sqs-queue-encrypted");
    assert.deepEqual(JSON.parse(stdout).notEvaluated, { "aws:foo/bar:Bar": 1 });
  });

  it("evaluates the selected rules only, and names a rule that is close to an unknown one", async () => {
    const source = file(stackExport(OPEN_DATABASE, CLEAR_QUEUE));
    assert.deepEqual(await findings(source, "--policy", "rds-not-public"), ["rds-not-public@db"]);
    assert.notInclude((await findings(source, "--skip", "rds-*")).join(), "rds-");
    assert.deepEqual(await findings(source, "--severity", "critical"), ["rds-not-public@db"]);
    const { exitCode, stderr } = await runCli("check", source, "--policy", "rds-not-publik");
    assert.equal(exitCode, 2);
    assert.match(stderr, /--policy: got rds-not-publik, which is not a rule; did you mean rds-not-public\?/);
  });

  it("takes the rules and levels of a preset", async () => {
    const source = file(stackExport(OPEN_DATABASE));
    assert.notInclude(await findings(source, "--preset", "dr"), "rds-not-public@db");
    assert.include(await findings(source, "--preset", "dr"), "rds-deletion-protection@db");
    assert.notInclude(await findings(source, "--preset", "starter"), "rds-deletion-protection@db");
    const strict = await runCli("check", source, "--json", "--preset", "strict");
    const levels = new Set(JSON.parse(strict.stdout).map((v: { enforcementLevel: string }) => v.enforcementLevel));
    assert.deepEqual([...levels], ["mandatory"]);
  });

  it("counts new violations only, against a baseline", async () => {
    const source = file(stackExport(OPEN_DATABASE));
    const { stdout } = await runCli("check", source, "--format", "json");
    const baseline = file(stdout, "baseline.json");
    const same = await runCli("check", source, "--baseline", baseline);
    assert.equal(same.exitCode, 0);
    assert.match(same.stdout, /0 mandatory and 0 advisory violations.* more in the baseline/);
    const more = await runCli("check", file(stackExport(OPEN_DATABASE, CLEAR_QUEUE)), "--json", "--baseline", baseline);
    assert.equal(more.exitCode, 1);
    assert.notInclude(more.stdout, OPEN_DATABASE.urn);
    const { exitCode, stderr } = await runCli("check", source, "--baseline", file("[1]", "other.json"));
    assert.equal(exitCode, 2);
    assert.match(stderr, /other\.json: got JSON that is not a report/);
  });

  it("suppresses by type until a day, and reports an expired suppression", async () => {
    const suppression = (expires: string) =>
      file(
        JSON.stringify({
          "rds-not-public": { suppressions: [{ type: "aws:rds/*", reason: "moves next month", expires }] },
        }),
        "config.json",
      );
    const source = file(stackExport(OPEN_DATABASE));
    const flags = ["--policy", "rds-not-public", "--policy-config"];
    const current = await runCli("check", source, ...flags, suppression("2999-12-31"));
    assert.match(current.stdout, /suppressed \(1\)/);
    assert.equal(current.exitCode, 0);
    const expired = await runCli("check", source, ...flags, suppression("2020-01-31"));
    assert.match(expired.stdout, /notice: the suppression of rds-not-public for aws:rds\/\* expired on 2020-01-31/);
    assert.equal(expired.exitCode, 1);
  });

  it("lists undecided and suppressed verdicts, and types without rules, in JSON", async () => {
    const unknown = exported(QUEUE, "later", { kmsMasterKeyId: "04da6b54-80e4-46f7-96ec-b56ff0331ba9" });
    const other = exported("aws:transfer/server:Server", "files", {});
    const { stdout } = await runCli("check", file(stackExport(unknown, other)), "--format", "json");
    const report = JSON.parse(stdout);
    assert.deepInclude(report.undecided, {
      policy: "sqs-queue-encrypted",
      urn: unknown.urn,
      waitsFor: "kmsMasterKeyId",
    });
    assert.deepEqual(report.notEvaluated, { "aws:transfer/server:Server": 1 });
  });

  it("points SARIF results to the program's own lines, and marks undecided ones as open", async () => {
    const placed = { ...CLEAR_QUEUE, sourcePosition: "project:///src/queues.ts#12,3" };
    const unknown = exported(QUEUE, "later", { kmsMasterKeyId: "04da6b54-80e4-46f7-96ec-b56ff0331ba9" });
    const { stdout } = await runCli("check", file(stackExport(placed, unknown)), "--format", "sarif");
    const { results } = JSON.parse(stdout).runs[0];
    const [violated] = results.filter(({ ruleId }: { ruleId: string }) => ruleId === "sqs-queue-encrypted");
    assert.deepEqual(violated.locations[0].physicalLocation, {
      artifactLocation: { uri: "src/queues.ts" },
      region: { startLine: 12, startColumn: 3 },
    });
    const open = results.filter(({ kind }: { kind?: string }) => kind === "open");
    assert.include(
      open.map(({ ruleId }: { ruleId: string }) => ruleId),
      "sqs-queue-encrypted",
    );
  });

  it("writes JUnit with a failure for each violation and escaped text", async () => {
    const odd = exported(QUEUE, 'a<b&"c', { sqsManagedSseEnabled: false });
    const { stdout } = await runCli("check", file(stackExport(odd)), "--format", "junit");
    assert.match(stdout, /<testsuite name="sqs-queue-encrypted" tests="1" failures="1" skipped="0">/);
    assert.include(stdout, "a&lt;b&amp;&quot;c");
  });

  it("reports by the controls of a framework", async () => {
    const source = file(stackExport(OPEN_DATABASE));
    const { stdout } = await runCli("check", source, "--framework", "cis");
    assert.match(stdout, /\| 2\.3\.3 \| violated \(1\) \| rds-not-public \|/);
    assert.match((await runCli("check", source, "--framework", "security-hub")).stdout, /\| RDS\.5 \| passed \|/);
  });

  it("runs rules of one's own, with the levels and suppressions of any other", async () => {
    const rules = file(
      `const { definePolicy } = require(${JSON.stringify(join(process.cwd(), "policy/index.ts"))});
       module.exports = [definePolicy({ name: "queue-has-owner", description: "A.", rationale: "B.", remediation: "C.",
         severity: "medium", category: "operations", types: ["${QUEUE}"], scope: "resource",
         check: (queue) => (queue.text("tags.owner") === undefined ? "it has no tag owner" : undefined) })];`,
      "rules.js",
    );
    const source = file(stackExport(CLEAR_QUEUE));
    assert.deepEqual(await findings(source, "--rules", rules, "--policy", "queue-has-*"), ["queue-has-owner@orders"]);
    const { exitCode, stderr } = await runCli("check", source, "--rules", file("module.exports = 1;", "none.js"));
    assert.equal(exitCode, 2);
    assert.match(stderr, /exports no array of rules/);
  });

  it("reads roles by stack or region from the configuration, and names the missing line", async () => {
    const at = (region: string, name: string) => exported(QUEUE, name, { region, sqsManagedSseEnabled: true });
    const source = file(stackExport(at("eu-west-1", "orders"), at("eu-central-1", "other")));
    const without = await runCli("check", source);
    assert.match(without.stdout, /rules across regions did not run.*"eu-west-1": "active", "eu-central-1": "standby"/);
    const roles = file('{ "roles": { "eu-west-1": "active", "eu-central-1": "standby" } }', "roles.json");
    assert.include(await findings(source, "--policy-config", roles), "twin-complete@orders");
    const wrong = await runCli("check", source, "--policy-config", file('{ "roles": { "prod": "main" } }', "r.json"));
    assert.equal(wrong.exitCode, 2);
    assert.match(wrong.stderr, /policy configuration: roles\.prod: /);
  });

  it("reports values of another type in the configuration, each with what to write", async () => {
    const configuration = file(JSON.stringify({ "rds-not-public": 7, roles: [] }), "policy-config.json");
    const { exitCode, stderr } = await runCli("check", "--policy-config", configuration, file(stackExport()));
    assert.equal(exitCode, 2);
    assert.include(stderr, 'policy configuration: rds-not-public: got 7; write "advisory", "mandatory", ');
    assert.include(stderr, 'policy configuration: roles: got []; write { "prod": "active", "dr": "standby" }\n');
  });

  it("refuses rules that are no module in one line", async () => {
    const { exitCode, stderr } = await runCli("check", "--rules", dirname(file("{}")), file(stackExport()));
    assert.equal(exitCode, 2);
    assert.match(stderr, /^--rules [^\n]+; name a CommonJS module\n$/);
  });
});
