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
});
