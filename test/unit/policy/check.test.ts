import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Ajv from "ajv";
import { assert } from "chai";
import type { Violation } from "../../../policy/violation";
import { type CliRun, runCli } from "../../support/run-cli";
import { exported, OPEN_DATABASE, stackExport } from "./check/exported-resources";

/** SARIF 2.1.0's own schema, from OASIS (github.com/oasis-tcs/sarif-spec). */
const sarifSchema = JSON.parse(readFileSync(join(__dirname, "sarif-schema-2.1.0.json"), "utf8"));

const instance = OPEN_DATABASE.type;

describe("redoubt check", () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "redoubt-check-"));
  });
  after(() => rmSync(folder, { recursive: true }));

  function file(text: string, name = "stack.json"): string {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  }

  async function checked(text: string, ...flags: string[]): Promise<CliRun & { violations: Violation[] }> {
    const run = await runCli("check", file(text), "--json", ...flags);
    return { ...run, violations: JSON.parse(run.stdout) };
  }

  it("prints the violations of an export as JSON, and exits with 1 for a mandatory one", async () => {
    const { violations, exitCode, stderr } = await checked(stackExport(OPEN_DATABASE));
    assert.deepInclude(violations, {
      policy: "rds-not-public",
      enforcementLevel: "mandatory",
      severity: "critical",
      urn: OPEN_DATABASE.urn,
      message: "publiclyAccessible is true",
    });
    assert.equal(exitCode, 1);
    assert.match(stderr, /\d+ mandatory and \d+ advisory violations/);
  });

  it("exits with 0 where every violation is advisory, and with 1 under --all", async () => {
    const key = exported("aws:kms/key:Key", "k", { enableKeyRotation: true, deletionWindowInDays: 7 });
    const relaxed = await checked(stackExport(key));
    assert.deepEqual(
      relaxed.violations.map(({ enforcementLevel }) => enforcementLevel),
      ["advisory"],
    );
    assert.equal(relaxed.exitCode, 0);
    const strict = await checked(stackExport(key), "--all");
    assert.deepEqual(
      strict.violations.map(({ enforcementLevel }) => enforcementLevel),
      ["mandatory"],
    );
    assert.equal(strict.exitCode, 1);
  });

  it("reports nothing for an empty stack", async () => {
    const { violations, exitCode } = await checked('{ "version": 3, "deployment": { "manifest": {} } }');
    assert.isEmpty(violations);
    assert.equal(exitCode, 0);
  });

  it("takes a resource's region from its provider, and ignores resources that are pending deletion", async () => {
    const provider = exported("pulumi:providers:aws", "west", { region: "us-west-1" });
    const replica = exported(
      instance,
      "replica",
      { replicateSourceDb: "arn:aws:rds:us-east-1:123456789012:db:source" },
      { provider: `${provider.urn}::0f1e` },
    );
    const gone = { ...OPEN_DATABASE, delete: true };
    const { violations } = await checked(stackExport(provider, replica, gone));
    assert.include(
      violations.map(({ policy, urn }) => `${policy} ${urn}`),
      `replica-key-local ${replica.urn}`,
    );
    assert.notInclude(
      violations.map(({ policy }) => policy),
      "rds-not-public",
    );
  });

  it("links side resources to their bucket by dependency, by id and by ARN", async () => {
    const bucket = exported("aws:s3/bucket:Bucket", "files", { bucket: "files-1234" }, { id: "files-1234" });
    const versioning = exported("aws:s3/bucketVersioning:BucketVersioning", "files", {
      bucket: "files-1234",
      versioningConfiguration: { status: "Enabled" },
    });
    const topic = exported("aws:wafv2/webAcl:WebAcl", "acl", {}, { outputs: { arn: "arn:aws:wafv2:us-east-1:1:acl" } });
    const logging = exported("aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration", "acl", {
      resourceArn: "arn:aws:wafv2:us-east-1:1:acl",
    });
    const block = exported(
      "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
      "files",
      { bucket: "04da6b54-80e4-46f7-96ec-b56ff0331ba9" },
      { propertyDependencies: { bucket: [bucket.urn], other: null } },
    );
    const policies = (await checked(stackExport(bucket, versioning, topic, logging, block))).violations.map(
      ({ policy }) => policy,
    );
    for (const rule of ["s3-bucket-versioning", "waf-logging", "s3-public-access-block"])
      assert.notInclude(policies, rule);
  });

  it("reads secrets in plain text, and leaves encrypted ones undecided", async () => {
    const signature = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270" };
    const shown = exported(instance, "shown", { publiclyAccessible: { ...signature, plaintext: "true" } });
    const hidden = exported(instance, "hidden", { publiclyAccessible: { ...signature, ciphertext: "v1:…" } });
    const { violations, stderr } = await checked(stackExport(shown, hidden));
    const found = violations.filter(({ policy }) => policy === "rds-not-public").map(({ urn }) => urn);
    assert.deepEqual(found, [shown.urn]);
    assert.match(stderr, /rds-not-public {2}prod Instance hidden: waits for publiclyAccessible/);
  });

  it("prints violations by severity as text, with suppressed and undecided verdicts", async () => {
    const unknown = exported("aws:sns/topic:Topic", "alarms", {
      kmsMasterKeyId: "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
    });
    const config = file(
      JSON.stringify({
        "rds-instance-multi-az": { suppressions: [{ resource: "scratch", reason: "rebuilt nightly" }] },
      }),
      "config.json",
    );
    const scratch = exported(instance, "scratch", {});
    const text = stackExport(OPEN_DATABASE, scratch, unknown);
    const { stdout, exitCode } = await runCli("check", file(text), "--policy-config", config);
    assert.match(
      stdout,
      /^critical \(1\)\n {2}mandatory {2}rds-not-public {2}prod Instance db\n {4}publiclyAccessible is true\n {4}Set/,
    );
    assert.isBelow(stdout.indexOf("\nhigh ("), stdout.indexOf("\nmedium ("));
    assert.match(stdout, /suppressed \(1\)\n {2}rds-instance-multi-az {2}prod Instance scratch: rebuilt nightly/);
    assert.match(stdout, /sns-topic-encrypted {2}prod Topic alarms: waits for kmsMasterKeyId/);
    assert.equal(exitCode, 1);
  });

  it("writes a SARIF log that is valid by its schema, with suppressions", async () => {
    const config = file(
      '{ "rds-instance-multi-az": { "suppressions": [{ "resource": "*", "reason": "cheap" }] } }',
      "c.json",
    );
    const single = exported(instance, "single", {});
    const source = file(stackExport(OPEN_DATABASE, single));
    const { stdout } = await runCli("check", source, "--format", "sarif", "--policy-config", config);
    const log = JSON.parse(stdout);
    const { $schema: _, id: __, ...schema } = sarifSchema;
    const validate = new Ajv({ strict: false, validateFormats: false }).compile(schema);
    assert.isTrue(validate(log), JSON.stringify(validate.errors));
    const [run] = log.runs;
    const result = run.results.find(({ ruleId }: { ruleId: string }) => ruleId === "rds-not-public");
    assert.equal(run.tool.driver.rules[result.ruleIndex].id, "rds-not-public");
    assert.equal(result.level, "error");
    const { startLine } = result.locations[0].physicalLocation.region;
    assert.include(readFileSync(source, "utf8").split("\n")[startLine - 1], OPEN_DATABASE.urn);
    const set = run.results.filter(({ suppressions }: { suppressions?: object[] }) => suppressions);
    assert.deepEqual(set[0].suppressions, [{ kind: "external", status: "accepted", justification: "cheap" }]);
  });

  it("writes GitHub annotations with escaped text", async () => {
    const source = file(stackExport(OPEN_DATABASE), "a,b.json");
    const { stdout } = await runCli("check", source, "--format", "github");
    const line = stdout.split("\n").find((annotation) => annotation.includes("rds-not-public"));
    assert.match(
      line ?? "",
      /^::error file=.*a%2Cb\.json,line=\d+,title=rds-not-public \(critical\)::publiclyAccessible is true/,
    );
    assert.match(stdout, /^::warning /m);
  });

  it("reads standard input", () => {
    const input = stackExport(exported("aws:sns/topic:Topic", "alarms", { kmsMasterKeyId: "alias/own" }));
    for (const args of [[], ["-"]]) {
      const stdout = execFileSync("node", ["bin/redoubt.js", "check", "--format", "sarif", ...args], {
        input,
        encoding: "utf8",
      });
      assert.equal(JSON.parse(stdout).version, "2.1.0");
    }
  });

  const faults: [string, string, RegExp][] = [
    ["text that is no JSON", "stack: prod", /stack\.json: got no JSON \(.*\); pass what `pulumi stack export`/],
    ["JSON that is something else", '{ "resources": [] }', /neither deployment, checkpoint, steps nor stacks/],
    ["an array", "[]", /neither deployment, checkpoint, steps nor stacks/],
    ["a resource without a URN", stackExport({ type: instance }), /deployment\.resources\.0\.urn: /],
    ["a preview of another form", '{ "stacks": [{ "stack": 1 }] }', /stacks\.0\.stack: /],
    ["many faults", stackExport(...Array.from({ length: 9 }, () => ({ urn: 1, type: 2 }))), /and 13 more/],
  ];
  for (const [what, text, expected] of faults) {
    it(`exits with 2 on ${what}, and reports the reason`, async () => {
      const { stdout, stderr, exitCode } = await runCli("check", file(text));
      assert.equal(exitCode, 2);
      assert.match(stderr, expected);
      assert.equal(stdout, "");
    });
  }

  it("exits with 2 on a file or a configuration that cannot be read", async () => {
    const source = file(stackExport());
    const runs = [
      [await runCli("check", join(folder, "absent.json")), /absent\.json: no such file; give/],
      [await runCli("check", source, "--policy-config", join(folder, "absent.json")), /cannot be read/],
      [await runCli("check", source, "--policy-config", file("{", "c.json")), /got no JSON/],
      [await runCli("check", source, "--policy-config", file("[]", "c.json")), /got no object/],
      [
        await runCli("check", source, "--policy-config", file('{ "all": "loud" }', "c.json")),
        /policy configuration: all: /,
      ],
    ] as const;
    for (const [{ exitCode, stderr }, expected] of runs) {
      assert.equal(exitCode, 2);
      assert.match(stderr, expected);
    }
  });

  it("refuses a suppression without a reason", async () => {
    const config = file('{ "rds-not-public": { "suppressions": [{ "resource": "db", "reason": " " }] } }', "c.json");
    const { exitCode, stderr } = await runCli("check", file(stackExport(OPEN_DATABASE)), "--policy-config", config);
    assert.equal(exitCode, 2);
    assert.match(stderr, /rds-not-public\.suppressions\.0\.reason/);
  });
});
