import { readFileSync } from "node:fs";
import { expect } from "chai";
import { evaluate, graphOfPreview, type PolicyConfiguration } from "../../../policy/index";
import { previewed } from "../../support/preview";
import { textOf } from "./markdown";

/** Rule names in the first column of the table below a heading. */
function rulesBelow(heading: string): string[] {
  const [, section = ""] = textOf("docs/policy.md").split(`## ${heading}\n`);
  const [table = ""] = section.split("\n## ");
  const rows = table.split("\n").filter((line) => line.startsWith("| `"));
  return rows.flatMap((row) => [...(row.split(" | ")[0] ?? "").matchAll(/`([^`]+)`/g)].map(([, rule = ""]) => rule));
}

describe("docs/policy.md", () => {
  const configuration = JSON.parse(readFileSync("policy-config.json", "utf8")) as PolicyConfiguration;

  it("lists the exceptions of the program", () => {
    expect(rulesBelow("Exceptions of this program")).to.have.members(Object.keys(configuration));
  });

  it("lists the advisory rules that the program violates", async () => {
    const { violations } = evaluate(graphOfPreview(await previewed()), configuration);
    const violated = violations.filter(({ enforcementLevel }) => enforcementLevel === "advisory");
    expect(rulesBelow("Advisory rules that the program violates")).to.have.members([
      ...new Set(violated.map(({ policy }) => policy)),
    ]);
  });
});
