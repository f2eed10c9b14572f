import { existsSync, readFileSync } from "node:fs";
import { expect } from "chai";

const readme = readFileSync("README.md", "utf8");

describe("README", () => {
  it("has no broken relative link", () => {
    const targets = [...readme.matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map(([, target]) => target ?? "");
    expect(targets.filter((target) => !existsSync(target))).to.deep.equal([]);
  });
});
