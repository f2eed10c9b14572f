import { expect } from "chai";
import { outcomeOf } from "../../../../../drill/testbed/load/outcome";

const west = "us-west-1";

describe("outcomeOf", () => {
  it("classifies a response by its status, its origin and its body", () => {
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
