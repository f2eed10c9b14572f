import { expect } from "chai";
import fc from "fast-check";
import { parseConfig } from "../../../config/parse";
import { regionPlan, regionPlans, stackPlans, thirdSite } from "../../../config/topology";
import { configMap, swapped } from "../../support/preview";

const pool = ["us-east-1", "us-west-1", "eu-west-1", "eu-central-1", "ap-southeast-2"];

const topologies = fc
  .tuple(fc.shuffledSubarray(pool, { minLength: 2 }), fc.nat(), fc.boolean())
  .map(([names, pick, lost]) => {
    const activeRegion = names[pick % names.length] ?? "";
    const other = names.find((name) => name !== activeRegion) ?? "";
    return parseConfig(
      configMap({
        activeRegion,
        quarantined: lost ? [other] : [],
        regions: Object.fromEntries(
          names.map((name, index) => [name, { stack: `stack-${index}`, cidr: `10.${index}.0.0/16` }]),
        ),
      }),
    );
  });

describe("topology", () => {
  it("has one active region, and every other is standby", () => {
    fc.assert(
      fc.property(topologies, (config) => {
        const active = regionPlans(config).filter(({ role }) => role === "active");
        expect(active.map(({ region }) => region)).to.deep.equal([config.activeRegion]);
      }),
    );
  });

  it("lists every stack once, after its dependencies", () => {
    fc.assert(
      fc.property(topologies, (config) => {
        const plans = stackPlans(config);
        expect(new Set(plans.map(({ stack }) => stack)).size).to.equal(Object.keys(config.regions).length + 2);
        for (const [index, { dependsOn }] of plans.entries()) {
          const before = plans.slice(0, index).map(({ stack }) => stack);
          expect(before).to.include.members([...dependsOn]);
        }
      }),
    );
  });

  it("makes a standby depend on the active region's stack, and a quarantined region on no other region", () => {
    const before = stackPlans(parseConfig(configMap({})));
    expect(before.find(({ stack }) => stack === "dr")?.dependsOn).to.deep.equal(["global", "prod"]);
    const after = stackPlans(parseConfig(configMap(swapped)));
    expect(after.find(({ stack }) => stack === "prod")?.dependsOn).to.deep.equal(["global"]);
  });

  it("manages the global stack from the lease region without a tier", () => {
    expect(thirdSite(parseConfig(configMap({})))).to.equal("us-east-2");
  });

  it("keeps the primary key and secret in the third site unless the configuration names another region", () => {
    expect(parseConfig(configMap({})).homeRegion).to.equal("us-east-2");
    expect(parseConfig(configMap({ homeRegion: "us-east-1" })).homeRegion).to.equal("us-east-1");
  });

  it("rejects a region and a third site that a valid configuration cannot have", () => {
    const config = parseConfig(configMap({}));
    expect(() => regionPlan(config, "eu-west-1")).to.throw("region eu-west-1 is not in the topology");
    expect(() => thirdSite({ ...config, leaseRegions: ["us-east-1"] })).to.throw("every lease region hosts a tier");
  });
});
