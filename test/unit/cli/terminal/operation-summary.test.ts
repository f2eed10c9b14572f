import { expect } from "chai";
import type { StackResult } from "../../../../automation";
import { renderSummary } from "../../../../cli/terminal/operation-summary";

const result: StackResult = {
  stack: "prod",
  state: "succeeded",
  engine: "pulumi",
  reason: "",
  counts: { create: 3, same: 4 },
  changes: [],
  unavailable: [],
  outputs: {},
  seconds: 12.3,
};
const failed: StackResult = { ...result, stack: "dr", state: "failed", reason: "database: no such class", counts: {} };

describe("cli/terminal/operation-summary", () => {
  it("shows what is done, what is not, and how to continue", () => {
    const text = renderSummary({ operation: "up", succeeded: false, stacks: [result, failed] });
    expect(text.split("\n")).to.deep.equal([
      "up",
      "  prod  succeeded  3 create, 4 same  12 s",
      "  dr    failed     nothing           12 s",
      "  dr: database: no such class",
      "not done: dr; run redoubt up again to continue",
      "",
    ]);
  });

  it("counts a preview's changes of each stack by service, in lines that fit the terminal", () => {
    const change = (type: string, operation: "create" | "update") =>
      ({ urn: "", type, name: "a", operation, properties: [] }) as StackResult["changes"][number];
    const changes = [
      change("aws:ec2/subnet:Subnet", "create"),
      change("aws:ec2/vpc:Vpc", "create"),
      change("aws:rds/instance:Instance", "create"),
      change("redoubt:index:RegionalTier", "create"),
      change("aws:rds/instance:Instance", "update"),
    ];
    const reason = "never deployed: run in this process with example outputs of the other stacks";
    const columns = Object.getOwnPropertyDescriptor(process.stdout, "columns");
    Object.defineProperty(process.stdout, "columns", { value: 40, configurable: true });
    try {
      const stack = { ...result, changes, reason };
      const lines = renderSummary({ operation: "preview", succeeded: true, stacks: [stack] }).split("\n");
      expect(lines.slice(2)).to.deep.equal([
        "  prod: create 2 ec2, 1 rds, 1 redoubt",
        "  prod: update 1 rds",
        "  prod: never deployed: run in this",
        "    process with example outputs of the",
        "    other stacks",
        "",
      ]);
    } finally {
      if (columns) Object.defineProperty(process.stdout, "columns", columns);
      else Reflect.deleteProperty(process.stdout, "columns");
    }
  });
});
