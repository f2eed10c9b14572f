import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect } from "chai";
import { parse, stringify } from "yaml";
import { withFakePulumi } from "../../support/fake-pulumi";
import { writeProject } from "../../support/project";
import { runCli } from "../../support/run-cli";
import { temporaryFolder } from "../../support/temporary-folder";

/** The shipped project with changed settings and keys, and files beside it. Returns the path of its file. */
function projectWith(
  settings: Readonly<Record<string, unknown>>,
  files: Readonly<Record<string, string>> = {},
  keys: Readonly<Record<string, unknown>> = {},
): string {
  const project = writeProject(settings);
  writeFileSync(project, stringify({ ...parse(readFileSync(project, "utf8")), ...keys }));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(dirname(project), name), text);
  return project;
}

/** What a command writes to standard error, without its progress, with the project's folder as FOLDER. */
async function errorsOf(project: string, ...args: string[]): Promise<string[]> {
  const { stderr, exitCode } = await runCli(...args);
  expect(exitCode, stderr).to.equal(1);
  return stderr
    .replaceAll(dirname(project), "FOLDER")
    .split("\n")
    .filter((line) => line !== "" && !/^\[\w+\] (started|succeeded|failed)/.test(line));
}

describe("bad input", () => {
  const ONE = "the configuration has 1 error:";
  const regions = (east: object) => ({
    "us-east-1": { stack: "prod", cidr: "10.10.0.0/16", ...east },
    "us-west-1": { stack: "dr", cidr: "10.20.0.0/16" },
  });

  const configurations: readonly (readonly [title: string, project: () => string, ...errors: string[]])[] = [
    [
      "a key in dotted form",
      () => projectWith({ "redoubt:lease.seconds": 20 }),
      ONE,
      "  lease.seconds: no such key; nest it under redoubt:lease, as value: { seconds: … }",
    ],
    [
      "a stray namespace",
      () => projectWith({ "redoubtt:trigger": "manual" }),
      "FOLDER/Pulumi.yaml: config: redoubtt:trigger: is not read; write redoubt:trigger",
    ],
    [
      "keys of a renamed project",
      () => projectWith({ "shop:trigger": "manual" }, {}, { name: "shop" }),
      "FOLDER/Pulumi.yaml: config: shop:trigger: is not read; write redoubt:trigger",
    ],
    [
      "an empty file",
      () => projectWith({}, { "Pulumi.yaml": "" }),
      "FOLDER/Pulumi.yaml: is empty; a project has name, runtime and config",
    ],
    [
      "another project's file",
      () => projectWith({}, { "Pulumi.yaml": "name: other\nruntime: yaml\n" }),
      "FOLDER/Pulumi.yaml: project other has no setting of Redoubt, such as redoubt:domain; give the Pulumi.yaml of a project that redoubt init made",
    ],
    [
      "regions without value:",
      () =>
        projectWith({}, {}, { config: { "redoubt:domain": "example.com", "redoubt:regions": { "us-east-1": {} } } }),
      'FOLDER/Pulumi.yaml: config: redoubt:regions: got {"us-east-1":{}}; write keys and values under value:',
    ],
    [
      "a list for keys and values",
      () => projectWith({ "redoubt:tags": { value: ["a"] } }),
      ONE,
      '  tags: got ["a"]; write keys and values under it',
    ],
    [
      "a fraction for a whole number",
      () => projectWith({ "redoubt:lease": { value: { seconds: 20.5 } } }),
      ONE,
      "  lease.seconds: got 20.5; write a whole number",
    ],
    [
      "a fraction of a zone",
      () => projectWith({ "redoubt:regions": { value: regions({ zones: 2.5 }) } }),
      ONE,
      "  regions.us-east-1.zones: got 2.5; use a number of zones from 2 to 4, or a list of their names such as [us-east-1a, us-east-1b]",
    ],
    [
      "a number as text",
      () => projectWith({ "redoubt:lease": { value: { seconds: "30" } } }),
      ONE,
      "  lease.seconds: got 30; write a number without quotes",
    ],
    [
      "a text for a number",
      () => projectWith({ "redoubt:logRetentionDays": "a year" }),
      ONE,
      "  logRetentionDays: got a year; write a number",
    ],
    [
      "a folder as userData",
      () => {
        const project = projectWith({ "redoubt:web": { value: { userData: "scripts" } } });
        mkdirSync(join(dirname(project), "scripts"));
        return project;
      },
      "web.userData: got scripts: FOLDER/scripts is not a file; use the path of a script",
    ],
    [
      "an active region in one stack's file",
      () => projectWith({}, { "Pulumi.prod.yaml": "config:\n  redoubt:activeRegion: us-west-1\n" }),
      "FOLDER/Pulumi.prod.yaml: config: redoubt:activeRegion: got us-west-1; all stacks share it, so set it in FOLDER/Pulumi.yaml only",
    ],
    [
      "a stack's file that is a list",
      () => projectWith({}, { "Pulumi.prod.yaml": "- a\n" }),
      'FOLDER/Pulumi.prod.yaml: got ["a"]; a stack\'s file has config',
    ],
    [
      "a stack's file with a text as its config",
      () => projectWith({}, { "Pulumi.prod.yaml": "config: hello\n" }),
      "FOLDER/Pulumi.prod.yaml: config: got hello; write keys and values under it",
    ],
    [
      "a stack's file that is not YAML",
      () => projectWith({}, { "Pulumi.prod.yaml": "config: {\n" }),
      "FOLDER/Pulumi.prod.yaml: not YAML: Flow map in block collection must be sufficiently indented and end with a } at line 2, column 1; correct the file",
    ],
  ];
  for (const [title, project, ...errors] of configurations) {
    it(`of the configuration, ${title}, is reported in one line`, async () => {
      const file = project();
      expect(await errorsOf(file, "preview", "--in-process", "--project", file)).to.deep.equal(errors);
    });
  }

  const folder = temporaryFolder("arguments");
  const file = join(folder, "other.json");
  writeFileSync(file, "{}");
  const flags: readonly (readonly [args: string[], error: string])[] = [
    [["preview", "--project", folder], "FOLDER: is a folder; give the path of its file: FOLDER/Pulumi.yaml"],
    [["preview", "--project", join(folder, "no.yaml")], "FOLDER/no.yaml: no such file; give the path of a Pulumi.yaml"],
    [
      ["preview", "--stack", "nowhere"],
      "--stack: got nowhere, which is not in the topology; name one of global, prod, dr, edge",
    ],
    [
      ["preview", "--policy-pack", join(folder, "pack")],
      "--policy-pack: got FOLDER/pack, which has no PulumiPolicy.yaml; name the folder of a policy pack",
    ],
    [
      ["preflight", "--outputs", file],
      "--outputs: FOLDER/other.json: has no outputs of global, prod, dr; give the output of redoubt status --json of this project",
    ],
    [["preflight", "--outputs", folder], "--outputs: FOLDER: is a folder; give the output of redoubt status --json"],
    [["report", "--out", file], "--out: got FOLDER/other.json, which is a file; name a folder"],
    [["prices", "--out", folder], "--out: got FOLDER, which is a folder; name a file"],
    [["drill", "--html", folder], "--html: got FOLDER, which is a folder; name a file"],
  ];
  for (const [args, error] of flags) {
    it(`of the command line, ${args.join(" ").replaceAll(folder, "FOLDER")}, is reported in one line`, async () => {
      expect(await errorsOf(join(folder, "Pulumi.yaml"), ...args)).to.deep.equal([error]);
    });
  }

  describe("of commands without a login", () => {
    const project = writeProject();
    const reason = "PULUMI_ACCESS_TOKEN must be set for login during non-interactive CLI sessions";
    const backend = { answers: { "stack ls": { code: 255, stderr: `error: ${reason}\n` } } };
    const commands: readonly (readonly [args: string[], error: string])[] = [
      [["up"], `state backend: ${reason}; log in with pulumi login (docs/state.md)`],
      [["status"], `state backend: ${reason}; log in with pulumi login (docs/state.md)`],
      [
        ["preflight"],
        `stack outputs: ${reason}; log in with pulumi login (docs/state.md), or give them with --outputs`,
      ],
      [
        ["failover", "--to", "us-west-1"],
        `stack outputs: ${reason}; log in with pulumi login (docs/state.md), or give them with --outputs`,
      ],
    ];
    for (const [args, error] of commands) {
      it(`redoubt ${args.join(" ")} names the fix in one line`, async () => {
        await withFakePulumi(backend, async () => {
          expect(await errorsOf(project, ...args, "--project", project)).to.deep.equal([error]);
        });
      });
    }
  });
});
