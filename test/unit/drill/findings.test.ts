import { expect } from "chai";
import { type Entry, findDualWrites } from "../../../drill/ledger";
import { bySecond, countRequests, findLost, measureRecovery } from "../../../drill/measure";
import type { Recovery } from "../../../drill/result";
import { type Evidence, judge } from "../../../drill/score";
import { outcomeOf, type Sample } from "../../../drill/testbed/load/outcome";
import { seededRandom } from "../../../drill/testbed/random";
import type { Mark, StepBar } from "../../../drill/timeline";

const [east, west] = ["us-east-1", "us-west-1"];

function entry(number: number, region: string, epoch: number, committedAt: number): Entry {
  return { number, region, epoch, committedAt };
}

function sample(number: number | null, ended: number, more: Partial<Sample> = {}): Sample {
  const kind = number === null ? "read" : "write";
  return { kind, via: "edge", began: ended - 1, ended, outcome: "ok", region: west, number, ...more };
}

describe("drill: writes that two regions accepted", () => {
  it("are none where epochs follow each other, to and fro, whatever the order of the rows", () => {
    const entries = [entry(5, east, 3, 50), entry(1, east, 1, 10), entry(4, west, 2, 40), entry(2, east, 1, 20)];
    expect(findDualWrites(entries)).to.deep.equal([]);
  });

  it("are none when an entry stands in both databases because it was replicated", () => {
    expect(findDualWrites([entry(1, east, 1, 10), entry(1, east, 1, 10), entry(2, west, 2, 20)])).to.deep.equal([]);
  });

  it("are those committed under an epoch after a later one had been used", () => {
    const entries = [entry(1, east, 1, 10), entry(2, west, 2, 20), entry(3, east, 1, 21), entry(4, west, 2, 30)];
    expect(findDualWrites(entries)).to.deep.equal([3]);
  });

  it("are those of a second region under one epoch", () => {
    expect(findDualWrites([entry(1, east, 1, 10), entry(2, west, 1, 20)])).to.deep.equal([2]);
  });

  it("are those accepted twice, by number", () => {
    expect(findDualWrites([entry(7, east, 1, 10), entry(7, west, 2, 20)])).to.deep.equal([7]);
  });
});

describe("drill: acknowledged writes that are lost", () => {
  it("are those that a client was told are done and the ledger has not, in order", () => {
    const samples = [
      sample(3, 30),
      sample(1, 10),
      sample(2, 20),
      sample(4, 40, { outcome: "unavailable" }),
      sample(null, 50),
    ];
    expect(findLost(samples, new Set([2])).map(({ number }) => number)).to.deep.equal([1, 3]);
  });
});

describe("drill: recovery", () => {
  const blow: Mark = { at: 1000, kind: "blow", text: "lost" };
  const marks: Mark[] = [
    { at: 500, kind: "detected", text: "too early" },
    blow,
    { at: 4000, kind: "detected", text: "" },
    { at: 4250, kind: "decided", text: "" },
  ];
  const bar = (step: string, ended: number, state: StepBar["state"] = "done"): StepBar => {
    return { run: "r", step, began: ended - 10, ended, state, reason: "" };
  };

  it("is counted in seconds from the blow, and is null for what never came", () => {
    const steps = [bar("promote", 6000, "failed"), bar("promote", 7000), bar("switch-edge", 7500)];
    const samples = [
      sample(null, 900),
      sample(null, 1500, { region: east }),
      sample(null, 2500),
      sample(9, 8200, { via: "inside" }),
      sample(10, 9000, { outcome: "refused" }),
    ];
    expect(measureRecovery(blow, marks, steps, samples, west)).to.deep.equal({
      detect: 3,
      decide: 3.25,
      promote: 6,
      switch: 6.5,
      firstRead: 1.5,
      firstWrite: null,
    });
  });
});

describe("drill: requests", () => {
  it("are counted by kind and outcome, in all and by the second in which they began", () => {
    const samples = [sample(1, 500), sample(null, 700), sample(2, 1600, { outcome: "held" })];
    expect(countRequests(samples).write).to.include({ ok: 1, held: 1 });
    const [first, second] = bySecond(samples, 1.7);
    expect(first?.counts.read.ok).to.equal(1);
    expect(second?.counts.write).to.include({ ok: 0, held: 1 });
  });

  it("are told apart by status, by who answered, and by why", () => {
    const from = (status: number, by: "function" | "edge" | "origin", body = "") =>
      outcomeOf({ status, by, body: Buffer.from(body) });
    expect(from(201, "origin", `{"region":"${west}"}`)).to.deep.equal({ outcome: "ok", region: west });
    expect(from(503, "function").outcome).to.equal("held");
    expect(from(503, "origin", '{"refused":"no lease"}').outcome).to.equal("refused");
    expect(from(504, "edge").outcome).to.equal("unavailable");
    expect(from(503, "origin", '{"refused":"too late"}').outcome).to.equal("error");
    expect(from(500, "origin", "{}").outcome).to.equal("error");
    expect(outcomeOf(null).outcome).to.equal("unanswered");
  });
});

describe("drill: verdict", () => {
  const recovery: Recovery = { detect: 3, decide: 3, promote: 9, switch: 9, firstRead: 1, firstWrite: 10 };
  const good: Evidence = {
    recovery,
    dualWrites: [],
    lost: [],
    promotedAt: 9000,
    last: [sample(null, 20_000)],
    broken: null,
  };

  it("is good when everything came back and nothing was accepted twice", () => {
    expect(judge({ mayLose: true }, good)).to.deep.equal([]);
  });

  it("excuses the lost region's own losses, where a region is lost, and no others", () => {
    const lost = [sample(1, 8000), sample(2, 9500)];
    expect(judge({ mayLose: true }, { ...good, lost: [sample(1, 8000)] })).to.deep.equal([]);
    expect(judge({ mayLose: true }, { ...good, lost })).to.have.length(1);
    expect(judge({ mayLose: false }, { ...good, lost: [sample(1, 8000)] })[0]).to.match(
      /^1 acknowledged writes are lost/,
    );
    expect(judge({ mayLose: true }, { ...good, promotedAt: null, lost: [sample(1, 8000)] })).to.have.length(1);
  });

  it("is bad for a dual write, a recovery that did not come, and a system that is still unwell", () => {
    expect(judge({ mayLose: true }, { ...good, dualWrites: [4, 5] })[0]).to.contain("4, 5");
    const never = { ...recovery, detect: -1, firstRead: null, firstWrite: null };
    expect(judge({ mayLose: true }, { ...good, recovery: never })).to.have.length(3);
    expect(judge({ mayLose: true }, { ...good, last: [] })).to.have.length(1);
    const last = (...outcomes: Sample["outcome"][]) => outcomes.map((outcome) => sample(null, 1, { outcome }));
    const judged = (...outcomes: Sample["outcome"][]) => judge({ mayLose: true }, { ...good, last: last(...outcomes) });
    expect(judged("ok", "error")).to.deep.equal([]);
    expect(judged("ok", "error", "error")[0]).to.match(/2 of the last 3 requests failed/);
    expect(judged("ok", "refused", "ok")[0]).to.match(/1 of the last 3 requests found no region/);
    const many = Array.from({ length: 30 }, (_, index) => index);
    expect(judge({ mayLose: true }, { ...good, dualWrites: many })[0]).to.match(/19, …$/);
  });

  it("names what broke the scenario off, and nothing else", () => {
    expect(judge({ mayLose: true }, { ...good, last: [], broken: "it broke" })).to.deep.equal(["it broke"]);
  });
});

describe("drill: random numbers", () => {
  it("are repeated by their seed and name, and differ between names and seeds", () => {
    const draw = (seed: number, name: string) => {
      const random = seededRandom(seed, name);
      return Array.from({ length: 5 }, () => random.next());
    };
    expect(draw(1, "load")).to.deep.equal(draw(1, "load"));
    expect(draw(1, "load")).to.not.deep.equal(draw(2, "load"));
    expect(draw(1, "load")).to.not.deep.equal(draw(1, "edge"));
    for (const number of draw(3, "range")) expect(number).to.be.within(0, 1);
  });
});
