import { assert } from "chai";
import { rules } from "../../../policy/rules";

describe("policy rules", () => {
  it("has each rule once, with its description, rationale and remediation", () => {
    const names = rules.map(({ name }) => name);
    assert.deepEqual([...new Set(names)], names);
    for (const { name, description, rationale, remediation, types } of rules) {
      assert.match(name, /^[a-z0-9]+(-[a-z0-9]+)+$/);
      for (const text of [description, rationale, remediation]) assert.match(text, /^[A-Z].*\.$/, name);
      assert.isNotEmpty(types, name);
    }
  });
});
