import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { chooseZones, type OfferedZones, selectZones } from "../../../../components/network/zones";
import { lookUp } from "../../../../preview/cloud/functions";
import { one, previewed, shippedSettings } from "../../../support/preview";
import { runAlone } from "../../../support/run-program";

const zonesWith = (offers: Record<string, string[] | undefined>): OfferedZones =>
  new Map(Object.entries(offers).map(([name, types]) => [`us-east-1${name}`, types && new Set(types)]));
const offered = zonesWith({ a: ["m6g.large"], b: [], c: ["m6g.large", "m7g.large"], d: ["m6g.large", "m7g.large"] });
const selection = { region: "us-east-1", zones: 2, instanceTypes: ["m6g.large"] };

describe("availability zones of a network", () => {
  it("are the first ones that offer every instance type", () => {
    expect(chooseZones(selection, offered)).to.deep.equal(["us-east-1a", "us-east-1c"]);
    expect(chooseZones({ ...selection, instanceTypes: ["m6g.large", "m7g.large"] }, offered)).to.deep.equal([
      "us-east-1c",
      "us-east-1d",
    ]);
  });

  it("are those of the existing network whatever the instance type, so that no subnet moves", () => {
    const existing = ["us-east-1c", "us-east-1a"];
    expect(chooseZones(selection, offered, existing)).to.deep.equal(existing);
    expect(chooseZones({ ...selection, zones: 1 }, offered, existing)).to.deep.equal(["us-east-1c"]);
    expect(chooseZones({ ...selection, zones: 3 }, offered, existing)).to.deep.equal([...existing, "us-east-1d"]);
  });

  it("are refused where a zone of the existing network does not offer an instance type", () => {
    const types = { ...selection, instanceTypes: ["m7g.large"] };
    expect(() => chooseZones(types, offered, ["us-east-1a", "us-east-1c"])).to.throw(
      "regions.us-east-1.zones: the network has subnets in us-east-1a, which does not offer m7g.large; us-east-1 has 2 that offer m7g.large: us-east-1c, us-east-1d. Use another instance type, or name the zones to move the subnets",
    );
    // Names are a decision to move.
    expect(chooseZones({ ...types, zones: ["us-east-1c", "us-east-1d"] }, offered, ["us-east-1a"])).to.deep.equal([
      "us-east-1c",
      "us-east-1d",
    ]);
  });

  it("are the first ones where the credentials do not permit to look up the offerings", () => {
    const unknown = zonesWith({ a: undefined, b: undefined, c: undefined });
    expect(chooseZones(selection, unknown)).to.deep.equal(["us-east-1a", "us-east-1b"]);
  });

  it("are the named ones, in their order", () => {
    expect(chooseZones({ ...selection, zones: ["us-east-1d", "us-east-1a"] }, offered)).to.deep.equal([
      "us-east-1d",
      "us-east-1a",
    ]);
  });

  it("are refused with the zones that there are, when there are too few or a named one is not among them", () => {
    const there = "us-east-1 has 3 that offer m6g.large: us-east-1a, us-east-1c, us-east-1d";
    expect(() => chooseZones({ ...selection, zones: 4 }, offered)).to.throw(`regions.us-east-1.zones: got 4; ${there}`);
    expect(() => chooseZones({ ...selection, zones: ["us-east-1a", "us-east-1b"] }, offered)).to.throw(
      `regions.us-east-1.zones: got us-east-1b; ${there}`,
    );
  });

  it("are looked up without Local Zones and whatever their state, so that neither moves a subnet", async () => {
    let zones: string[] = [];
    await runAlone(async () => {
      zones = await selectZones({ ...selection, zones: 3 }, {});
      return {};
    });
    expect(zones).to.deep.equal(["us-east-1a", "us-east-1b", "us-east-1c"]);
  });

  it("are read from the tag of the one network that has the deployment's tags", async () => {
    const vpcs = [{ id: "vpc-1", tags: { "redoubt:project": "shop", "redoubt:zones": "us-east-1d us-east-1c" } }];
    await pulumi.runtime.setMocks({
      newResource: () => ({ id: "", state: {} }),
      call: ({ token, inputs }) => {
        if (token === "aws:ec2/getVpc:getVpc") return vpcs.find(({ id }) => id === inputs.id) ?? {};
        const wanted = Object.entries((inputs.tags ?? {}) as Record<string, string>);
        const found = vpcs.filter(({ tags }) =>
          wanted.every(([key, value]) => (tags as Record<string, string>)[key] === value),
        );
        return token === "aws:ec2/getVpcs:getVpcs" ? { ids: found.map(({ id }) => id) } : lookUp(token, inputs);
      },
    });
    const zonesOf = (project: string) =>
      selectZones({ ...selection, networkTags: { "redoubt:project": project } }, { async: true });
    expect(await zonesOf("shop")).to.deep.equal(["us-east-1d", "us-east-1c"]);
    expect(await zonesOf("other")).to.deep.equal(["us-east-1a", "us-east-1b"]);
  });

  it("are recorded in the network's tag, in the order of its subnets", async () => {
    const [, prod] = (await previewed()).stacks;
    if (!prod) throw new Error("no regional stack");
    expect(one(prod, "awsx:ec2:Vpc").inputs.tags).to.have.property("redoubt:zones", "us-east-1a us-east-1b");
  });

  it("are at most two in us-west-1, which the preview knows without credentials", async () => {
    const regions = structuredClone(shippedSettings.regions) as Record<string, { zones?: number | string[] }>;
    regions["us-west-1"] = { ...regions["us-west-1"], zones: 3 };
    const error = await previewed({ regions }).catch((reason: Error) => reason);
    expect(error).to.have.property(
      "message",
      "regions.us-west-1.zones: got 3; us-west-1 has 2 that offer m6g.large: us-west-1a, us-west-1c",
    );
  });

  it("can be named in the configuration", async () => {
    const regions = structuredClone(shippedSettings.regions) as Record<string, { zones?: number | string[] }>;
    regions["us-west-1"] = { ...regions["us-west-1"], zones: ["us-west-1b", "us-west-1c"] };
    const { stacks } = await previewed({ regions });
    const vpc = stacks
      .flatMap(({ resources }) => resources)
      .find(({ type, region }) => type === "awsx:ec2:Vpc" && region === "us-west-1");
    expect(vpc?.inputs.availabilityZoneNames).to.deep.equal(["us-west-1b", "us-west-1c"]);
  });
});
