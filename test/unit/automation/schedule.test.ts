import { expect } from "chai";
import fc from "fast-check";
import { inOrder, type Node, reversed } from "../../../automation/schedule";

const workspace: Node[] = [
  { stack: "global", dependsOn: [] },
  { stack: "prod", dependsOn: ["global"] },
  { stack: "dr", dependsOn: ["global", "prod"] },
  { stack: "third", dependsOn: ["global", "prod"] },
  { stack: "edge", dependsOn: ["global", "prod", "dr", "third"] },
];

describe("automation/schedule", () => {
  it("runs each stack after its dependencies, and independent stacks concurrently", async () => {
    const log: string[] = [];
    await inOrder(workspace, async (stack) => {
      log.push(`+${stack}`);
      await Promise.resolve();
      log.push(`-${stack}`);
      return true;
    });
    const sideBySide = ["+dr", "+third", "-dr", "-third"];
    expect(log).to.deep.equal(["+global", "-global", "+prod", "-prod", ...sideBySide, "+edge", "-edge"]);
  });

  it("starts nothing after a failure, and lets running stacks finish", async () => {
    const ended: string[] = [];
    const left = await inOrder(workspace, async (stack) => {
      if (stack === "third") await new Promise((resolve) => setImmediate(resolve));
      ended.push(stack);
      return stack !== "dr";
    });
    expect(ended).to.deep.equal(["global", "prod", "dr", "third"]);
    expect(left).to.deep.equal(["edge"]);
  });

  it("runs a single stack without its dependencies", async () => {
    const done: string[] = [];
    await inOrder([{ stack: "edge", dependsOn: ["global"] }], async (stack) => done.push(stack) > 0);
    expect(done).to.deep.equal(["edge"]);
  });

  it("reverses the order for deletion", () => {
    expect(reversed(workspace).map(({ stack }) => stack)).to.deep.equal(["edge", "third", "dr", "prod", "global"]);
    expect(reversed(workspace).at(-1)?.dependsOn).to.deep.equal(["prod", "dr", "third", "edge"]);
  });

  it("keeps the order and loses no stack, for any dependencies and failures", async () => {
    const graphs = fc.array(fc.record({ links: fc.array(fc.nat(9)), fails: fc.boolean() }), { maxLength: 10 });
    await fc.assert(
      fc.asyncProperty(graphs, async (drawn) => {
        const nodes = drawn.map(({ links }, index) => ({
          stack: String(index),
          dependsOn: links.filter((other) => other < index).map(String),
        }));
        const begun: string[] = [];
        const left = await inOrder(nodes, async (stack) => {
          for (const other of nodes[Number(stack)]?.dependsOn ?? []) expect(begun).to.include(other);
          begun.push(stack);
          return !drawn[Number(stack)]?.fails;
        });
        expect([...begun, ...left].sort()).to.deep.equal(nodes.map(({ stack }) => stack).sort());
      }),
    );
  });
});
