import { spawnSync } from "node:child_process";
import { gzipSync } from "node:zlib";
import { assert } from "chai";
import { runCli } from "../../../support/run-cli";
import { checkHarness } from "./check-harness";
import { CLEAR_QUEUE, exported, OPEN_DATABASE, QUEUE, stackExport } from "./exported-resources";

describe("what redoubt check reads", () => {
  const { file, findings } = checkHarness();

  it("reads several files together", async () => {
    const found = await findings(file(stackExport(OPEN_DATABASE)), file(stackExport(CLEAR_QUEUE), "queues.json"));
    assert.include(found, "rds-not-public@db");
    assert.include(found, "sqs-queue-encrypted@orders");
  });

  it("reads `pulumi preview --json`, without what the update would delete", async () => {
    const steps = [
      { op: "create", urn: CLEAR_QUEUE.urn, newState: CLEAR_QUEUE },
      { op: "delete", urn: OPEN_DATABASE.urn, oldState: OPEN_DATABASE },
    ];
    const found = await findings(file(JSON.stringify({ steps })));
    assert.include(found, "sqs-queue-encrypted@orders");
    assert.notInclude(found.join(), "@db");
  });

  it("reads a state file of a backend, also compressed", async () => {
    const state = JSON.stringify({ version: 3, checkpoint: { stack: "prod", latest: { resources: [CLEAR_QUEUE] } } });
    for (const path of [file(state), file(gzipSync(state), "state.json.gz")])
      assert.include(await findings(path), "sqs-queue-encrypted@orders");
  });

  for (const [encoding, bytes] of [
    ["UTF-8 with a byte order mark", (text: string) => Buffer.from(`\uFEFF${text}`)],
    ["UTF-16 as PowerShell writes it", (text: string) => Buffer.from(`\uFEFF${text}`, "utf16le")],
    ["UTF-16 without a byte order mark", (text: string) => Buffer.from(text, "utf16le")],
  ] as const) {
    it(`reads ${encoding}`, async () => {
      assert.include(await findings(file(bytes(stackExport(CLEAR_QUEUE)))), "sqs-queue-encrypted@orders");
    });
  }

  it("refuses a preview that failed, with its error", async () => {
    const steps = [{ op: "create", urn: CLEAR_QUEUE.urn, newState: CLEAR_QUEUE }];
    const diagnostics = [
      { severity: "warning", message: "deprecated" },
      { severity: "error", message: "<{%reset%}>no credentials<{%reset%}>\n" },
    ];
    for (const preview of [{ steps, diagnostics }, { diagnostics }]) {
      const { exitCode, stderr } = await runCli("check", file(JSON.stringify(preview), "preview.json"));
      assert.equal(exitCode, 2);
      assert.include(stderr, "preview.json: the preview failed: no credentials");
    }
  });

  const invalid: [string, object][] = [
    ["a provider that is not text", { ...CLEAR_QUEUE, provider: 7 }],
    ["inputs that are a list", { ...CLEAR_QUEUE, inputs: [1] }],
  ];
  for (const [what, resource] of invalid) {
    it(`exits with 2 and a location on ${what}`, async () => {
      const { exitCode, stderr } = await runCli("check", file(stackExport(resource)));
      assert.equal(exitCode, 2);
      assert.match(stderr, /deployment\.resources\.0\.(provider|inputs): /);
    });
  }

  it("is undecided on policies that are not JSON", async () => {
    const key = exported("aws:kms/key:Key", "data", {
      multiRegion: true,
      enableKeyRotation: true,
      policy: "{ not JSON",
    });
    const replica = exported("aws:kms/replicaKey:ReplicaKey", "data", { primaryKeyArn: "data", policy: "{}" });
    const { exitCode, stderr, stdout } = await runCli("check", file(stackExport(key, replica)));
    assert.equal(exitCode, 0, stderr);
    assert.match(stdout, /kms-key-policy-not-public .* waits for policy/);
  });

  it("reads values that are nested 5,000 levels deep", async () => {
    const depth = 5_000;
    const nested = `${'{"a":'.repeat(depth)}1${"}".repeat(depth)}`;
    const text = stackExport(CLEAR_QUEUE).replace('"outputs": {}', `"outputs": { "deep": ${nested} }`);
    assert.include(text, "deep");
    const { exitCode, stderr } = await runCli("check", file(text));
    assert.equal(exitCode, 1, stderr);
  });

  it("ends quietly when the reader closes the pipe", () => {
    const source = file(stackExport(...Array.from({ length: 2_000 }, (_, index) => exported(QUEUE, `q${index}`, {}))));
    const { stderr } = spawnSync("sh", ["-c", `node bin/redoubt.js check ${source} --format sarif | head -c 10`], {
      encoding: "utf8",
    });
    assert.notMatch(stderr, /EPIPE|\bat \w/);
  });
});
