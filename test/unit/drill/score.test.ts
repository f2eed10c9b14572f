import { expect } from "chai";
import type { Recovery } from "../../../drill/result";
import { type Evidence, scoreDrill } from "../../../drill/score";
import type { Sample } from "../../../drill/testbed/load/outcome";

const west = "us-west-1";

function sample(number: number | null, ended: number, more: Partial<Sample> = {}): Sample {
  const kind = number === null ? "read" : "write";
  return { kind, via: "edge", began: ended - 1, ended, outcome: "ok", region: west, number, ...more };
}

describe("scoreDrill", () => {
  const recovery: Recovery = { detect: 3, decide: 3, promote: 9, switch: 9, firstRead: 1, firstWrite: 10 };
  const good: Evidence = {
    recovery,
    dualWrites: [],
    lost: [],
    lossWindows: [{ from: 1000, until: 9000 }],
    last: [sample(null, 20_000)],
    error: null,
  };

  it("passes when the system recovered and no write was accepted twice", () => {
    expect(scoreDrill({ mayLose: true }, good)).to.deep.equal([]);
  });

  it("allows losses between a fault and the promotion after it in scenarios that lose a region, and no others", () => {
    const lost = [sample(1, 8000), sample(2, 9500)];
    expect(scoreDrill({ mayLose: true }, { ...good, lost: [sample(1, 8000)] })).to.deep.equal([]);
    expect(scoreDrill({ mayLose: true }, { ...good, lost })).to.have.length(1);
    expect(scoreDrill({ mayLose: true }, { ...good, lost: [sample(1, 900)] })).to.have.length(1);
    expect(scoreDrill({ mayLose: false }, { ...good, lost: [sample(1, 8000)] })[0]).to.match(
      /^1 acknowledged writes are lost/,
    );
    expect(scoreDrill({ mayLose: true }, { ...good, lossWindows: [], lost: [sample(1, 8000)] })).to.have.length(1);
  });

  it("fails for a dual write, an incomplete recovery and a system that still refuses requests", () => {
    expect(scoreDrill({ mayLose: true }, { ...good, dualWrites: [4, 5] })[0]).to.contain("4, 5");
    const never = { ...recovery, detect: -1, firstRead: null, firstWrite: null };
    expect(scoreDrill({ mayLose: true }, { ...good, recovery: never })).to.have.length(3);
    expect(scoreDrill({ mayLose: true }, { ...good, last: [] })).to.have.length(1);
    const last = (...outcomes: Sample["outcome"][]) => outcomes.map((outcome) => sample(null, 1, { outcome }));
    const score = (...outcomes: Sample["outcome"][]) =>
      scoreDrill({ mayLose: true }, { ...good, last: last(...outcomes) });
    expect(score("ok", "error")).to.deep.equal([]);
    expect(score("ok", "error", "error")[0]).to.match(/2 of the last 3 requests failed/);
    expect(score("ok", "refused", "ok")[0]).to.match(/1 of the last 3 requests reached no region/);
    const many = Array.from({ length: 30 }, (_, index) => index);
    expect(scoreDrill({ mayLose: true }, { ...good, dualWrites: many })[0]).to.match(/19, …$/);
  });

  it("reports only the error that stopped the scenario", () => {
    expect(scoreDrill({ mayLose: true }, { ...good, last: [], error: "it failed" })).to.deep.equal(["it failed"]);
  });
});
