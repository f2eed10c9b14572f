import { expect } from "chai";
import { EdgePolicies } from "../../../../components";
import { one } from "../../../support/preview";
import { runComponents } from "../../../support/run-program";

describe("EdgePolicies", () => {
  it("caches a response only where the origin declares it cacheable", async () => {
    const { stack } = await runComponents((opts) => new EdgePolicies("policies", {}, opts));
    expect(one(stack, "cloudfront/cachePolicy:CachePolicy").inputs).to.include({ minTtl: 0, defaultTtl: 0 });
  });

  it("has Authorization in the cache key, because the origin gets it", async () => {
    const { stack } = await runComponents((opts) => new EdgePolicies("policies", {}, opts));
    expect(one(stack, "cloudfront/cachePolicy:CachePolicy").inputs)
      .to.have.nested.property("parametersInCacheKeyAndForwardedToOrigin.headersConfig.headers.items")
      .that.includes("Authorization");
  });

  it("lets a caller change a policy", async () => {
    const transform = { cachePolicy: { maxTtl: 60 } };
    const { stack } = await runComponents((opts) => new EdgePolicies("policies", { transform }, opts));
    expect(one(stack, "cloudfront/cachePolicy:CachePolicy").inputs.maxTtl).to.equal(60);
  });
});
