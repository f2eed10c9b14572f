import { expect } from "chai";
import fc from "fast-check";
import { configErrorsOf, itAccepts, itRefuses } from "../../../support/config-errors";

describe("configuration checks: tags", () => {
  itRefuses([
    [
      "a comma in a value",
      { tags: { owner: "web, data" } },
      "tags.owner: got web, data; use letters, digits, spaces and _ . : / = + - @ only",
    ],
    [
      "a character in a key that KMS refuses",
      { tags: { "cost&center": "7" } },
      "tags.cost&center: the key has other characters than letters, digits, spaces and _ . : / = + - @; remove them",
    ],
    [
      "the prefix that AWS reserves, in any case",
      { tags: { "AWS:team": "web" } },
      "tags.AWS:team: the prefix aws: is reserved by AWS; use another key",
    ],
    ["a tag that Redoubt sets", { tags: { name: "x" } }, "tags.name: Redoubt sets this tag itself; use another key"],
    [
      "a long key",
      { tags: { ["k".repeat(129)]: "x" } },
      `tags.${"k".repeat(129)}: the key has 129 characters; use 1 to 128`,
    ],
    ["an empty key", { tags: { "": "x" } }, "tags.: the key has 0 characters; use 1 to 128"],
    ["a long value", { tags: { owner: "v".repeat(257) } }, "tags.owner: the value has 257 characters; use at most 256"],
    [
      "keys that differ in case only",
      { tags: { team: "a", Team: "b" } },
      "tags.Team: differs from team in case only, which IAM refuses; remove one of them",
    ],
    [
      "more tags than a resource can have",
      { tags: Object.fromEntries(Array.from({ length: 46 }, (_, index) => [`tag${index}`, "x"])) },
      "tags: got 46 tags; use at most 44",
    ],
  ]);

  itAccepts([["letters of any script and all permitted characters", { tags: { "größe_.:/=+-@ 1": "数 7" } }]]);

  it("refuse exactly the values with other characters", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 256, unit: "grapheme" }), (value) => {
        const permitted = /^[\p{L}\p{N}\p{Z}_.:/=+\-@]*$/u.test(value) && value.length <= 256;
        expect(configErrorsOf({ tags: { owner: value } }).length).to.equal(permitted ? 0 : 1);
      }),
    );
  });
});
