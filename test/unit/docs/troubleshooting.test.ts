import { readFileSync } from "node:fs";
import { expect } from "chai";
import { trackedFiles } from "../../support/tracked-files";
import { textOf } from "./markdown";

/** Messages of Pulumi and AWS, which are not in the sources. */
const FOREIGN = ["the stack is currently locked", "already exists"];

describe("docs/troubleshooting.md", () => {
  it("quotes messages that the sources contain", () => {
    const sources = trackedFiles(/^(automation|cli|config|drill|failover|policy|preview|readiness|stacks)\/.*\.ts$/)
      .map((file) => readFileSync(file, "utf8"))
      .join("\n");
    const rows = textOf("docs/troubleshooting.md")
      .split("\n")
      .filter((line) => line.startsWith('| "'));
    const quoted = rows.flatMap((row) =>
      [...(row.split(" | ")[0] ?? "").matchAll(/"([^"]+)"/g)].map(([, text = ""]) => text),
    );
    expect(quoted.length).to.be.greaterThan(15);
    expect(quoted.filter((text) => !FOREIGN.includes(text) && !sources.includes(text))).to.deep.equal([]);
  });
});
