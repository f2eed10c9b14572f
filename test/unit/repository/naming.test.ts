import { readFileSync } from "node:fs";
import { expect } from "chai";
import { trackedFiles } from "./files";

/** A module-level constant with a literal value. Schemas, definitions of rules and steps, functions and mutable state are camelCase. */
const CAMEL_CASE_LITERAL =
  /^(?:export )?const [a-z]\w*(?:: [^=]+)? = (?:["'`\d/[]|-\d|true\b|false\b|new (?:Set|Map)(?:<[^>]*>)?\([^)])/;

describe("naming", () => {
  it("writes module-level constants in UPPER_CASE", () => {
    const found = trackedFiles(/\.(ts|mjs)$/)
      .filter((path) => !path.startsWith("test/"))
      .flatMap((path) =>
        readFileSync(path, "utf8")
          .split("\n")
          .filter((line) => CAMEL_CASE_LITERAL.test(line))
          .map((line) => `${path}: ${line}`),
      );

    expect(found).to.deep.equal([]);
  });
});
