import { expect } from "chai";
import { parityOf } from "../../../../readiness/parity/parity";
import { topologyOf } from "../../../../readiness/topology";
import type { ResourceGraph } from "../../../../resources/resource-graph";
import { containers } from "../../../support/containers";
import type { Settings } from "../../../support/preview";
import { configOf, fourRegions, inventoryOf, reportOf } from "../../../support/report";

function drift(inventory: ResourceGraph, settings: Settings = {}) {
  const config = configOf(settings);
  return parityOf(inventory, topologyOf(config), config).flatMap(({ differences }) =>
    differences.filter(({ configured }) => !configured),
  );
}

/** Two regions, one of which has a database that was rebuilt once. */
function rebuilt(region: string): Settings {
  const regions: Record<string, object> = {
    "us-east-1": { stack: "prod", cidr: "10.10.0.0/16" },
    "us-west-1": { stack: "dr", cidr: "10.20.0.0/16" },
  };
  return { regions: { ...regions, [region]: { ...regions[region], database: { generation: 2 } } } };
}

describe("parityOf", () => {
  for (const [title, settings] of [
    ["two regions", {}],
    ["four regions, one with more zones", fourRegions],
    ["tiers on Fargate", containers],
    ["a standby with one NAT gateway", { network: { standbyNat: "single" } }],
    ["swapped roles", { activeRegion: "us-west-1" }],
    ["after a failover, before the rebuild", { activeRegion: "us-west-1", quarantined: ["us-east-1"] }],
    ["a rebuilt standby database", rebuilt("us-west-1")],
    ["a rebuilt database that is active again", rebuilt("us-east-1")],
  ] as const) {
    it(`finds no drift: ${title}`, async () => {
      expect(drift(await inventoryOf(settings), settings)).to.deep.equal([]);
    });
  }

  it("gives the configuration key that explains a difference", async () => {
    const [pair] = (await reportOf()).parity;
    const reasons = new Set(pair?.differences.map(({ reason }) => reason));
    expect([...reasons]).to.include.members(["web.active", "application.active", "regions.*.cidr"]);
    expect(pair?.compared).to.be.greaterThan(80);
  });

  it("finds drift in a property that no configuration key explains", async () => {
    const inventory = (await inventoryOf()).mapped((item) =>
      item.type === "aws:rds/instance:Instance" && item.role === "standby"
        ? { ...item, inputs: { ...item.inputs, engineVersion: "16", deletionProtection: undefined } }
        : item,
    );
    expect(drift(inventory).map(({ property, active, standby }) => [property, active, standby])).to.have.deep.members([
      ["engineVersion", "17", "16"],
      ["deletionProtection", "true", "undefined"],
    ]);
  });

  it("finds drift where only one region has a resource", async () => {
    const inventory = (await inventoryOf()).without(
      ({ type, role }) => type === "aws:ec2/flowLog:FlowLog" && role === "standby",
    );
    expect(
      drift(inventory).map(({ type, property, active, standby }) => [type, property, active, standby]),
    ).to.deep.equal([["aws:ec2/flowLog:FlowLog", "", "registered", "absent"]]);
  });

  it("finds drift where a group does not have the configured size", async () => {
    const inventory = (await inventoryOf()).mapped((item) =>
      item.name === "tier-web" && item.type === "aws:autoscaling/group:Group" && item.role === "active"
        ? { ...item, inputs: { ...item.inputs, desiredCapacity: 7 } }
        : item,
    );
    expect(drift(inventory).map(({ resource, property }) => [resource, property])).to.deep.equal([
      ["tier-web", "desiredCapacity"],
    ]);
  });

  it("pairs a rebuilt database of another generation with its counterpart", async () => {
    const settings = {
      regions: {
        "us-east-1": { stack: "prod", cidr: "10.10.0.0/16" },
        "us-west-1": { stack: "dr", cidr: "10.20.0.0/16", database: { generation: 2 } },
      },
    };
    const inventory = await inventoryOf(settings);
    expect(inventory.resources.map(({ name }) => name)).to.include("tier-database-g2");
    expect(drift(inventory, settings)).to.deep.equal([]);
  });
});
