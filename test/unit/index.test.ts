import { execFileSync } from "node:child_process";
import { extname } from "node:path";
import { expect } from "chai";

describe("index", () => {
  it("imports no path that the ordinary CLI resolves to a JSON file instead of the source", () => {
    // ts-node, with which the Pulumi CLI runs the program, tries .js and .json before .ts.
    const files = execFileSync("git", ["ls-files", "*.ts", "*.json", "*.js"], { encoding: "utf8" }).trim().split("\n");
    const names = files.map((file) => file.slice(0, -extname(file).length));
    expect(names.filter((name, index) => names.indexOf(name) !== index)).to.deep.equal([]);
  });
});
