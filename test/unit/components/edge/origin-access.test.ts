import { expect } from "chai";
import { OriginAccess, type OriginAccessArgs } from "../../../../components";
import { ofType, one } from "../../../support/preview";
import { errorOf, runComponents } from "../../../support/run-program";

const elb = "arn:aws:elasticloadbalancing:us-east-1:123456789012";
const args: OriginAccessArgs = {
  region: "us-east-1",
  listenerArn: `${elb}:listener/app/shop/1/2`,
  targetGroupArn: `${elb}:targetgroup/shop/1`,
  originVerify: "example",
};

describe("OriginAccess", () => {
  it("forwards requests with the distribution's header, and changes no security group", async () => {
    const { stack } = await runComponents((opts) => new OriginAccess("east", args, opts));
    const { inputs } = one(stack, "lb/listenerRule:ListenerRule");
    expect(inputs).to.have.nested.property("conditions[0].httpHeader.httpHeaderName", "x-origin-verify");
    expect(inputs).to.have.nested.property("actions[0].targetGroupArn", args.targetGroupArn);
    expect(ofType(stack, "vpc/securityGroupIngressRule:SecurityGroupIngressRule")).to.deep.equal([]);
  });

  it("admits CloudFront's addresses to the given security group", async () => {
    const { stack } = await runComponents(
      (opts) => new OriginAccess("east", { ...args, securityGroupId: "sg-1" }, opts),
    );
    const { inputs } = one(stack, "vpc/securityGroupIngressRule:SecurityGroupIngressRule");
    expect(inputs).to.include({ securityGroupId: "sg-1", fromPort: 443, toPort: 443 });
    expect(inputs.prefixListId).to.match(/^pl-/);
  });

  it("reports all invalid arguments at once", async () => {
    const wrong = { ...args, listenerArn: "web", targetGroupArn: "web" };
    expect(await errorOf(() => new OriginAccess("east", wrong))).to.equal(
      [
        `east: listenerArn: got web; use an ARN such as ${elb}:listener/app/web/1/2`,
        `east: targetGroupArn: got web; use an ARN such as ${elb}:targetgroup/web/1`,
      ].join("\n"),
    );
  });
});
