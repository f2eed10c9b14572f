import { existsSync, readFileSync } from "node:fs";
import { expect } from "chai";
import { withConfigurationTable } from "../../../docs/configuration-table";

const readme = readFileSync("README.md", "utf8");

describe("README", () => {
  it("has every configuration key with its default; `npm run readme` writes them", () => {
    expect(withConfigurationTable(readme)).to.equal(readme);
    expect(() => withConfigurationTable("no marks")).to.throw("the marks");
  });

  it("links to what is there", () => {
    const targets = [...readme.matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map(([, target]) => target ?? "");
    expect(targets.filter((target) => !existsSync(target))).to.deep.equal([]);
  });
});
