import { expect } from "chai";
import { leaseAgentEnvironment, leaseAgentProgram } from "../../../../../drill/testbed/region/lease-agent";

describe("leaseAgentProgram", () => {
  it("falls back to the stand-in without Python, with the same environment", () => {
    const { kind, arguments: args } = leaseAgentProgram("python3-that-is-not-there");
    expect(kind).to.equal("stand-in");
    expect(args.at(-1)).to.match(/lease-agent-stand-in\.[jt]s$/);
    expect(leaseAgentEnvironment([1, 2])).to.include({ LEASE_REGIONS: "1,2" });
  });
});
