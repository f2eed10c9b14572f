import { expect } from "chai";
import { LoadBalancer, type LoadBalancerArgs } from "../../../../components";
import { ofType, one } from "../../../support/preview";
import { runComponents } from "../../../support/run-program";

const args: LoadBalancerArgs = {
  region: "us-east-1",
  vpcId: "vpc-1",
  subnetIds: ["subnet-1", "subnet-2"],
  certificateArn: "arn:aws:acm:us-east-1:123456789012:certificate/1",
  from: { prefixListId: "pl-1" },
  targetPort: 8080,
  healthPath: "/healthz",
  logBucket: "logs",
};

const run = (own: Partial<LoadBalancerArgs> = {}) =>
  runComponents((opts) => new LoadBalancer("web", { ...args, ...own }, opts));

describe("LoadBalancer", () => {
  it("is internet-facing for a prefix list and internal for a security group", async () => {
    const internal = async (own: Partial<LoadBalancerArgs>) =>
      one((await run(own)).stack, "lb/loadBalancer:LoadBalancer").inputs.internal;
    expect(await internal({})).to.equal(false);
    expect(await internal({ from: { securityGroupId: "sg-1" } })).to.equal(true);
  });

  it("forwards every request where no origin verification is configured", async () => {
    const { stack } = await run();
    expect(one(stack, "lb/listener:Listener").inputs).to.have.nested.property("defaultActions[0].type", "forward");
    expect(ofType(stack, "lb/listenerRule:ListenerRule")).to.deep.equal([]);
  });

  it("forwards only requests with the secret header where it is", async () => {
    const { stack } = await run({ originVerify: "example" });
    expect(one(stack, "lb/listener:Listener").inputs).to.have.nested.property(
      "defaultActions[0].fixedResponse.statusCode",
      "403",
    );
    expect(one(stack, "lb/listenerRule:ListenerRule").inputs.conditions).to.deep.equal([
      { httpHeader: { httpHeaderName: "x-origin-verify", values: ["[secret]"] } },
    ]);
  });

  it("lets a caller change the idle timeout", async () => {
    const { stack } = await run({ transform: { loadBalancer: { idleTimeout: 120 } } });
    expect(one(stack, "lb/loadBalancer:LoadBalancer").inputs.idleTimeout).to.equal(120);
  });

  it("is protected by Pulumi and by AWS, unless the stack is meant to be destroyed", async () => {
    for (const [own, protect] of [
      [{}, true],
      [{ protect: false }, false],
    ] as const) {
      const balancer = one((await run(own)).stack, "lb/loadBalancer:LoadBalancer");
      expect([balancer.protect, balancer.inputs.enableDeletionProtection]).to.deep.equal([protect, protect]);
    }
  });
});
