import { assert } from "chai";
import fc from "fast-check";
import { UserError } from "../../../errors";
import { checkArguments } from "../../../plugin/check-arguments";
import schema from "../../../plugin/schema.json";
import type { PackageSchema } from "../../../plugin/schema-types";

const published = schema as unknown as PackageSchema;
const tokens = Object.keys(published.resources);

describe("checkArguments", () => {
  it("answers any arguments of any component with a UserError that names each unknown one, or with none", () => {
    const token = fc.oneof(fc.constantFrom(...tokens), fc.constantFrom("constructor", "__proto__", ""), fc.string());
    const known = tokens.flatMap((name) => Object.keys(published.resources[name]?.inputProperties ?? {}));
    const key = fc.oneof(fc.constantFrom(...known), fc.constantFrom("constructor", "toString"), fc.string());
    fc.assert(
      fc.property(token, fc.dictionary(key, fc.jsonValue()), (name, args) => {
        try {
          checkArguments(published, name, "component", args);
        } catch (error) {
          assert.instanceOf(error, UserError);
          return;
        }
        assert.includeMembers(Object.keys(published.resources[name]?.inputProperties ?? {}), Object.keys(args));
      }),
      { numRuns: 2_000 },
    );
  });

  it("names an empty value of a map, which has no arguments to check", () => {
    const args = { accountId: "123456789012", regions: { "us-east-1": null } };
    assert.throws(
      () => checkArguments(published, "redoubt:index:MultiRegionBucket", "c", args),
      UserError,
      "c: regions.us-east-1: got none; leave it out, or give it a value",
    );
  });

  it("names an argument that every object inherits", () => {
    assert.throws(
      () => checkArguments(published, tokens[0] ?? "", "c", { toString: 1 }),
      UserError,
      /c: toString: not an argument/,
    );
  });
});
