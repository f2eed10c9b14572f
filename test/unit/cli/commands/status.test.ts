import { expect } from "chai";
import { renderStatus } from "../../../../cli/commands/status";

describe("redoubt status", () => {
  it("shows the status, and what to change when the lease differs", () => {
    const stack = {
      stack: "prod",
      region: "us-east-1",
      role: "active",
      lastUpdate: { at: "2026-01-02T03:04:05.000Z", kind: "update", result: "succeeded" },
      resources: 7,
      updating: true,
      pendingOperations: 2,
      outputs: { url: "https://example.com", arns: { a: 1 } },
    } as const;
    const never = {
      ...stack,
      stack: "edge",
      region: null,
      role: null,
      lastUpdate: null,
      updating: false,
      pendingOperations: 0,
      outputs: {},
    };
    const text = renderStatus({
      declaredActive: "us-east-1",
      live: { active: "us-west-1", epoch: 2 },
      lost: [],
      stacks: [stack, never],
    });
    expect(text.split("\n")).to.deep.equal([
      "active region: us-east-1 declared, us-west-1 live (epoch 2)",
      "  they differ: change redoubt:activeRegion to us-west-1 in Pulumi.yaml before the next update",
      "stack prod (us-east-1, active): last update succeeded, 2026-01-02T03:04:05.000Z, 7 resources, an update is running, 2 pending operations",
      "  url: https://example.com",
      '  arns: {"a":1}',
      "stack edge: never updated, 7 resources",
      "",
    ]);
    expect(renderStatus({ declaredActive: "us-east-1", live: null, lost: [], stacks: [] })).to.include("no lease yet");
    expect(
      renderStatus({ declaredActive: "us-east-1", live: "timed out", lost: ["us-east-1"], stacks: [] }),
    ).to.include("live unknown: timed out\nlost: us-east-1: not called; what follows is from the state");
  });
});
