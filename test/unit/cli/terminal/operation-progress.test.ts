import { expect } from "chai";
import type { StackResult } from "../../../../automation";
import { lines, showProgress } from "../../../../cli/terminal/operation-progress";

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
const resource = {
  kind: "resource",
  stack: "prod",
  urn: "urn",
  type: "aws:rds/instance:Instance",
  name: "database",
  operation: "create",
  properties: [],
} as const;

describe("cli/terminal/operation-progress", () => {
  it("writes one line for each event to a log, with the stack", () => {
    expect(lines({ kind: "operation-started", stacks: ["prod"] })).to.deep.equal([]);
    expect(lines({ kind: "stack-started", stack: "prod" })).to.deep.equal(["[prod] started"]);
    expect(lines({ ...resource, state: "started" })).to.deep.equal([]);
    expect(lines({ ...resource, state: "planned" })).to.deep.equal([
      "[prod] would create aws:rds/instance:Instance database",
    ]);
    expect(lines({ ...resource, state: "done" })).to.deep.equal([
      "[prod] create aws:rds/instance:Instance database: done",
    ]);
    const diagnostic = { kind: "diagnostic", stack: "prod", severity: "error", message: "one\ntwo" } as const;
    expect(lines(diagnostic)).to.deep.equal(["[prod] error: one", "[prod] two"]);
    expect(lines({ kind: "stack-finished", stack: "prod", result })).to.deep.equal(["[prod] succeeded in 12 s"]);
  });

  it("shows one live line for each stack on a terminal", async () => {
    const { isTTY } = process.stderr;
    const { write } = process.stderr;
    let shown = "";
    process.stderr.isTTY = true;
    process.stderr.write = (chunk: string | Uint8Array) => {
      shown += String(chunk);
      return true;
    };
    try {
      await showProgress(
        (async function* () {
          yield { kind: "operation-started", stacks: ["prod", "dr"] } as const;
          yield { kind: "stack-started", stack: "prod" } as const;
          yield { ...resource, state: "started" } as const;
          yield { kind: "stack-finished", stack: "prod", result } as const;
          yield { kind: "stack-finished", stack: "dr", result: failed } as const;
        })(),
      );
    } finally {
      process.stderr.isTTY = isTTY;
      process.stderr.write = write;
    }
    expect(shown).to.include("prod: succeeded in 12 s").and.include("no such class");
  });
});
