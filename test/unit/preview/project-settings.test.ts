import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import fc from "fast-check";
import { stringify } from "yaml";
import { UserError } from "../../../errors";
import { readProject } from "../../../preview/project";
import { temporaryFolder } from "../../support/temporary-folder";

const folder = temporaryFolder("settings");
const file = join(folder, "Pulumi.yaml");
const sound = {
  "redoubt:domain": "example.com",
  "redoubt:activeRegion": "us-east-1",
  "redoubt:regions": { value: { "us-east-1": {} } },
};

/** The error of a project's file, or of its stack prod, without the folder. */
function errorOf(text: string, stack = "config: {}\n"): string | undefined {
  writeFileSync(file, text);
  writeFileSync(join(folder, "Pulumi.prod.yaml"), stack);
  try {
    readProject(file).config("prod");
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return error.message.replaceAll(`${folder}/`, "");
  }
  return undefined;
}
const withConfig = (config: object, name = "redoubt") => stringify({ name, runtime: "nodejs", config });

describe("project settings", () => {
  const cases: readonly (readonly [title: string, error: string | undefined, text: string, stack?: string])[] = [
    ["a sound project", undefined, withConfig(sound), "encryptionsalt: v1\n"],
    ["an empty file", "Pulumi.yaml: is empty; a project has name, runtime and config", ""],
    ["a text", "Pulumi.yaml: got hello; a project has name, runtime and config", "hello"],
    ["a project without a name", "Pulumi.yaml: name: got nothing; write the project's name", "runtime: yaml\n"],
    [
      "another project",
      "Pulumi.yaml: project other has no setting of Redoubt, such as redoubt:domain; give the Pulumi.yaml of a project that redoubt init made",
      "name: other\nruntime: yaml\n",
    ],
    [
      "keys without a namespace in a project of another name",
      "Pulumi.yaml: config: shop:domain: is not read; write redoubt:domain\nPulumi.yaml: config: trigger: is not read; write redoubt:trigger",
      withConfig({ "shop:domain": "example.com", trigger: "manual" }, "shop"),
    ],
    [
      "a misspelt namespace",
      "Pulumi.yaml: config: redoubtt:trigger: is not read; write redoubt:trigger",
      withConfig({ ...sound, "redoubtt:trigger": "manual" }),
    ],
    [
      "keys and values without value:",
      'Pulumi.yaml: config: redoubt:regions: got {"us-east-1":{}}; write keys and values under value:',
      withConfig({ ...sound, "redoubt:regions": { "us-east-1": {} } }),
    ],
    [
      "a stack's file that is a list",
      'Pulumi.prod.yaml: got ["a"]; a stack\'s file has config',
      withConfig(sound),
      "- a\n",
    ],
    [
      "a project's name with a space",
      "Pulumi.yaml: name: got a b; use up to 100 letters, digits, hyphens, underscores and periods",
      withConfig(sound, "a b"),
    ],
    [
      "the form of a project's file in a stack's file, which the Pulumi CLI does not read there",
      'Pulumi.prod.yaml: config: redoubt:database: got {"value":{"multiAz":true}}; in a stack\'s file, write keys and values without value:',
      withConfig(sound),
      stringify({ config: { "redoubt:database": { value: { multiAz: true } } } }),
    ],
    [
      "a tag named value in a stack's file",
      undefined,
      withConfig(sound),
      stringify({ config: { "redoubt:tags": { value: "high" } } }),
    ],
    ["an empty stack's file", undefined, withConfig(sound), ""],
    [
      "an active region of one stack",
      "Pulumi.prod.yaml: config: redoubt:activeRegion: got us-west-1; all stacks share it, so set it in Pulumi.yaml only",
      withConfig(sound),
      "config:\n  redoubt:activeRegion: us-west-1\n",
    ],
  ];
  for (const [title, error, text, stack] of cases) {
    it(`${error === undefined ? "accepts" : "refuses"} ${title}`, () => {
      expect(errorOf(text, stack)).to.equal(error);
    });
  }

  it("refuses a folder", () => {
    expect(() => readProject(folder)).to.throw(UserError, `${folder}: is a folder; give the path of its file: ${file}`);
  });

  it("accepts every document or refuses it in one line for each error", () => {
    const key = fc.oneof(fc.constantFrom(...Object.keys(sound), "redoubt:lease", "aws:region", "domain"), fc.string());
    const config = fc.oneof(fc.dictionary(key, fc.jsonValue()), fc.jsonValue());
    const document = fc.oneof(
      fc.record({ name: fc.oneof(fc.constant("redoubt"), fc.jsonValue()), config }),
      fc.jsonValue(),
    );
    fc.assert(
      fc.property(document, fc.oneof(fc.record({ config }), fc.jsonValue()), (project, stack) => {
        const error = errorOf(stringify(project), stringify(stack));
        for (const line of error?.split("\n") ?? []) expect(line).to.match(/^Pulumi\.(prod\.)?yaml: /);
      }),
      { numRuns: 300 },
    );
  });
});
