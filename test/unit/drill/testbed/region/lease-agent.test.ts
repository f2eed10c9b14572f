import { expect } from "chai";
import { leaseAgentEnvironment, leaseAgentProgram } from "../../../../../drill/testbed/region/lease-agent";
import { DEFAULT_SETTINGS } from "../../../../../drill/testbed/settings";

describe("leaseAgentProgram", () => {
  it("falls back to the stand-in without Python, with the same environment", () => {
    const { kind, arguments: args } = leaseAgentProgram("instances", "python3-that-is-not-there");
    expect(kind).to.equal("stand-in");
    expect(args.at(-1)).to.match(/lease-agent-stand-in\.[jt]s$/);
    const environment = leaseAgentEnvironment([1, 2], "10.77.1.1", { ...DEFAULT_SETTINGS.lease, leaseSeconds: 30 });
    expect(environment).to.include({ LEASE_REGIONS: "1,2", AWS_ENDPOINT_URL_DYNAMODB: "http://10.77.1.1:{region}/" });
    expect(environment).to.include({ LEASE_SECONDS: "30", LEASE_MARGIN_SECONDS: "5" });
  });

  it("is the agent of instances or of tasks, which has no stand-in", () => {
    expect(leaseAgentProgram("fargate", process.execPath).arguments.at(-1)).to.match(/lease-agent\/task\.py$/);
    expect(leaseAgentProgram("instances", process.execPath).arguments.at(-1)).to.match(/lease-agent\/agent\.py$/);
    expect(() => leaseAgentProgram("fargate", "python3-that-is-not-there")).to.throw(
      "drill: --compute fargate needs python3-that-is-not-there",
    );
  });
});
