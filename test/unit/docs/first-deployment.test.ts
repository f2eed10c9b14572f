import { readFileSync } from "node:fs";
import { expect } from "chai";
import { previewResources } from "../../../automation/in-process-preview";
import { textOf } from "./markdown";

describe("docs/first-deployment.md", () => {
  it("lists every check of the preflight, in their order", () => {
    const namesIn = (file: string) =>
      [...readFileSync(file, "utf8").matchAll(/\bname: "([^"]+)"/g)].map(([, name]) => name);
    const [credentials, ...rest] = namesIn("failover/adapters/aws/preflight-checks.ts");
    const checks = [credentials, ...namesIn("failover/adapters/aws/preflight/standby/index.ts"), ...rest];
    const [, table = ""] = textOf("docs/first-deployment.md").split("| check | fails if |\n| --- | --- |\n");
    const [rows = ""] = table.split("\n\n");
    expect(checks.length).to.be.greaterThan(5);
    expect(rows.split("\n").map((row) => row.split(" | ")[0]?.replace("| ", ""))).to.deep.equal(checks);
  });

  it("states the number of resources of the shipped configuration, to within ten", async () => {
    const [, stated = ""] = /registers about (\d+) resources/.exec(textOf("docs/first-deployment.md")) ?? [];
    const { stacks } = await previewResources();
    const registered = stacks.reduce((sum, { resources }) => sum + resources.length, 0);
    expect(Number(stated)).to.be.closeTo(registered, 10);
  });

  it("lists every check of the account, in their order", () => {
    const source = readFileSync("failover/adapters/aws/preflight/account.ts", "utf8");
    const checks = [...source.matchAll(/\bname: "([^"]+)"/g)].map(([, name]) => name);
    const [, table = ""] = textOf("docs/first-deployment.md").split(
      "| check of the account | fails if |\n| --- | --- |\n",
    );
    const [rows = ""] = table.split("\n\n");
    expect(checks.length).to.be.greaterThan(5);
    expect(rows.split("\n").map((row) => row.split(" | ")[0]?.replace("| ", ""))).to.deep.equal(checks);
  });
});
