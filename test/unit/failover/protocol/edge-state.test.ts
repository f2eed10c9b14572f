import { expect } from "chai";
import { mayReplace, parseEdgeState } from "../../../../failover/protocol/edge-state";
import type { EdgeState } from "../../../../failover/protocol/types";

const state: EdgeState = { active: "us-east-1", epoch: 4, reads: "failover", writes: "open" };

describe("edge state", () => {
  it("lets a later epoch replace anything, and an older one nothing", () => {
    expect(mayReplace(null, state)).to.equal(true);
    expect(mayReplace({ ...state, writes: "held" }, { ...state, epoch: 5, active: "us-west-1" })).to.equal(true);
    expect(mayReplace(state, { ...state, epoch: 3 })).to.equal(false);
  });

  it("holds writes within an epoch but does not open them again, nor move them", () => {
    expect(mayReplace(state, { ...state, writes: "held" })).to.equal(true);
    expect(mayReplace({ ...state, writes: "held" }, state)).to.equal(false);
    expect(mayReplace({ ...state, writes: "held" }, { ...state, writes: "held" })).to.equal(true);
    expect(mayReplace(state, { ...state, active: "us-west-1" })).to.equal(false);
    expect(mayReplace({ ...state, reads: "pinned" }, state)).to.equal(true);
  });

  it("reads its own text back, and takes anything else as no state", () => {
    expect(parseEdgeState(JSON.stringify(state))).to.deep.equal(state);
    for (const text of [
      undefined,
      "",
      "null",
      "7",
      "{",
      JSON.stringify({ ...state, active: 1 }),
      JSON.stringify({ ...state, epoch: 1.5 }),
      JSON.stringify({ ...state, reads: "both" }),
      JSON.stringify({ ...state, writes: "shut" }),
    ]) {
      expect(parseEdgeState(text), String(text)).to.equal(null);
    }
  });
});
