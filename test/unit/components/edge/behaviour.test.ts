import { expect } from "chai";
import { originGroupBehaviour, routedBehaviour } from "../../../../components/edge/behaviour";
import type { EdgePolicies } from "../../../../components/edge/edge-policies";

const policies = {
  cachePolicyId: "cache",
  originRequestPolicyId: "request",
  responseHeadersPolicyId: "headers",
} as unknown as EdgePolicies;
const router = { arn: "arn" } as unknown as Parameters<typeof routedBehaviour>[2];

describe("behaviours of the edge", () => {
  it("allow writes where a function routes them", () => {
    const { defaultCacheBehavior, originGroups } = routedBehaviour("us-east-1", policies, router);
    expect(defaultCacheBehavior).to.have.property("allowedMethods").that.includes("POST");
    expect(originGroups).to.equal(undefined);
  });

  it("allow no writes on an origin group, because CloudFront refuses them", () => {
    const { defaultCacheBehavior, originGroups } = originGroupBehaviour("b", ["a", "b", "c"], policies);
    expect(defaultCacheBehavior).to.have.property("allowedMethods").that.deep.equals(["GET", "HEAD", "OPTIONS"]);
    expect(originGroups)
      .to.have.nested.property("[0].members")
      .that.deep.equals([{ originId: "b" }, { originId: "a" }]);
  });
});
