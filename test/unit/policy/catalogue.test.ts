import { readFileSync } from "node:fs";
import { assert } from "chai";
import { renderCatalogue } from "../../../policy/catalogue";
import { rules } from "../../../policy/rules";

describe("policy catalogue", () => {
  it("is current: npm run rules writes it anew", () => {
    assert.equal(readFileSync("policy/RULES.md", "utf8"), renderCatalogue(rules));
  });

  it("names every rule once, and says of each what it asks, why, and what to do", () => {
    const names = rules.map(({ name }) => name);
    assert.deepEqual([...new Set(names)], names);
    for (const { name, description, rationale, remediation, types } of rules) {
      assert.match(name, /^[a-z0-9]+(-[a-z0-9]+)+$/);
      for (const text of [description, rationale, remediation]) assert.match(text, /^[A-Z].*\.$/, name);
      assert.isNotEmpty(types, name);
    }
  });
});
