import { expect } from "chai";
import { type Context, reasonFor } from "../../../../readiness/parity/reasons";
import { topologyOf } from "../../../../readiness/topology";
import type { Resource } from "../../../../resources/resource";
import type { Settings } from "../../../support/preview";
import { configOf } from "../../../support/report";

function context(type: string, value: string, settings: Settings = {}): Context {
  const config = configOf(settings);
  const [activeRegion, standbyRegion] = topologyOf(config).regions;
  if (!activeRegion || !standbyRegion) throw new Error("two regions are needed");
  return { config, item: { type, name: "tier-web" } as Resource, activeRegion, standbyRegion, value };
}

describe("reasonFor", () => {
  it("explains group sizes by the configured sizes only", () => {
    const group = "aws:autoscaling/group:Group";
    expect(reasonFor("desiredCapacity", context(group, "4"))).to.equal("web.active");
    expect(reasonFor("desiredCapacity", context(group, "7"))).to.equal(undefined);
    expect(reasonFor("healthCheckType", context(group, "EC2"))).to.equal(undefined);
  });

  it("explains NAT gateways only by network.standbyNat", () => {
    const single = { network: { standbyNat: "single" } };
    expect(reasonFor("natGateways.strategy", context("awsx:ec2:Vpc", "OnePerAz", single))).to.equal(
      "network.standbyNat",
    );
    expect(reasonFor("natGateways.strategy", context("awsx:ec2:Vpc", "OnePerAz"))).to.equal(undefined);
  });

  it("explains replication properties by the roles, and no other property of a database", () => {
    const database = "aws:rds/instance:Instance";
    expect(reasonFor("replicateSourceDb", context(database, "absent"))).to.include("from its source");
    expect(reasonFor("multiAz", context(database, "true"))).to.equal(undefined);
  });
});
