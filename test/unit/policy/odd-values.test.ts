import { readFileSync } from "node:fs";
import { join } from "node:path";
import { assert } from "chai";
import { parseGraph } from "../../../policy/check/document";
import { allMandatory } from "../../../policy/config";
import { evaluate } from "../../../policy/evaluate";
import { Inputs } from "../../../resources/inputs";
import { UNKNOWN_VALUE } from "../../../resources/unknown";

type Properties = Record<string, unknown>;

const CASES: { id: string; document: { deployment: { resources: Properties[] } } }[] = JSON.parse(
  readFileSync(join(__dirname, "../../fixtures/policy-cases.json"), "utf8"),
);
const DEEP: unknown = Array.from({ length: 1_000 }).reduce(
  (inner, _, depth) => (depth % 2 ? [inner] : { a: inner }),
  1,
);
const SECRET = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270" };
/** Values that are valid JSON, and that no rule expects. */
const ODD: readonly unknown[] = [
  null,
  -1,
  1e308,
  true,
  "",
  [],
  {},
  [[[]]],
  [null],
  "\u0000",
  DEEP,
  "{",
  "null",
  "[1, null]",
  '{ "Statement": [null, 1, "x", []] }',
  '{ "Statement": { "Effect": 1, "Principal": 1, "Action": {}, "Condition": [1, null] } }',
  UNKNOWN_VALUE,
  { ...SECRET, ciphertext: "x" },
  { ...SECRET, plaintext: "{" },
  "0.0.0.0/99",
  "::/",
  "arn:",
  // biome-ignore lint/suspicious/noTemplateCurlyInString: an interpolation left as text
  "${a.b}",
  { toString: 1, constructor: 1, length: 5, hasOwnProperty: null },
];

/** A copy with one in `every` values replaced by odd ones, in turn. */
function oddities(every: number): (value: unknown) => unknown {
  let count = 0;
  const replace = (value: unknown): unknown => {
    count++;
    if (count % every === 0) return ODD[(count / every) % ODD.length];
    if (Array.isArray(value)) return value.map(replace);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, replace(item)]));
  };
  return replace;
}

describe("policy rules on values that they do not expect", () => {
  for (const every of [3, 5, 7]) {
    it(`evaluate every case with one in ${every} values replaced`, () => {
      const replace = oddities(every);
      for (const { id, document } of CASES) {
        const resources = (document.deployment.resources ?? []).map((resource) => ({
          ...resource,
          inputs: properties(resource.inputs, replace),
          outputs: properties(resource.outputs, replace),
        }));
        const graph = parseGraph([{ name: id, text: JSON.stringify({ deployment: { resources } }) }]);
        assert.doesNotThrow(() => evaluate(graph, allMandatory({})), undefined, id);
      }
    });
  }

  it("read an object with a property toString as text", () => {
    const inputs = new Inputs({ value: { toString: 1 } }, "", () => false);
    assert.equal(inputs.text("value"), "[object Object]");
    assert.isUndefined(inputs.number("value"));
    assert.isUndefined(inputs.flag("value"));
  });
});

function properties(values: unknown, replace: (value: unknown) => unknown): Properties {
  return Object.fromEntries(Object.entries(values ?? {}).map(([key, value]) => [key, replace(value)]));
}
