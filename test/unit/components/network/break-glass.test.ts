import { expect } from "chai";
import { BreakGlass } from "../../../../components";
import { ofType, one } from "../../../support/preview";
import { runComponents } from "../../../support/run-program";

const INGRESS = "vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const EGRESS = "vpc/securityGroupEgressRule:SecurityGroupEgressRule";

const run = (cidrs: string[]) =>
  runComponents(
    (opts) =>
      new BreakGlass(
        "glass",
        {
          region: "us-east-1",
          vpcId: "vpc-1",
          subnetId: "subnet-1",
          cidrs,
          instanceSecurityGroupIds: { web: "sg-web", application: "sg-application" },
        },
        opts,
      ),
  );

describe("BreakGlass", () => {
  it("permits no connection without a range", async () => {
    const { stack } = await run([]);
    expect([...ofType(stack, INGRESS), ...ofType(stack, EGRESS)]).to.deep.equal([]);
  });

  it("permits SSH from each range to the instances of each tier", async () => {
    const { stack } = await run(["198.51.100.0/24", "203.0.113.0/24"]);
    const ingress = ofType(stack, INGRESS).map(({ inputs }) => [
      inputs.securityGroupId,
      inputs.cidrIpv4,
      inputs.toPort,
    ]);
    expect(ingress).to.have.deep.members([
      ["sg-web", "198.51.100.0/24", 22],
      ["sg-web", "203.0.113.0/24", 22],
      ["sg-application", "198.51.100.0/24", 22],
      ["sg-application", "203.0.113.0/24", 22],
    ]);
    expect(ofType(stack, EGRESS).map(({ inputs }) => inputs.referencedSecurityGroupId)).to.have.members([
      "sg-web",
      "sg-application",
    ]);
  });

  it("preserves the client's address, which the rules need", async () => {
    const { stack } = await run([]);
    expect(
      one(stack, "ec2transitgateway/instanceConnectEndpoint:InstanceConnectEndpoint").inputs.preserveClientIp,
    ).to.equal(true);
  });
});
