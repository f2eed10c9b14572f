import { readdirSync } from "node:fs";
import { basename } from "node:path";
import { assert } from "chai";
import { rules } from "../../../policy/all-rules";

describe("all rules", () => {
  it("are exported under the names of their files, each file once", () => {
    const files = readdirSync("policy/rules", { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".ts") && basename(file) !== "index.ts")
      .map((file) => basename(file, ".ts"));
    assert.deepEqual(rules.map(({ name }) => name).sort(), files.sort());
  });

  it("have a description, a rationale, a remediation and a type each", () => {
    for (const { name, description, rationale, remediation, types } of rules) {
      assert.match(name, /^[a-z0-9]+(-[a-z0-9]+)+$/);
      for (const text of [description, rationale, remediation]) assert.match(text, /^[A-Z].*\.$/, name);
      assert.isNotEmpty(types, name);
    }
  });

  it("name the parameters that can change the outcome in their remediation", () => {
    for (const { name, remediation, parameters } of rules) {
      const known = Object.keys(parameters?.shape ?? {});
      if (known.length > 0)
        assert.isTrue(
          known.some((parameter) => remediation.includes(parameter)),
          name,
        );
    }
  });
});
