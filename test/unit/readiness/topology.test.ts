import { expect } from "chai";
import { topologyOf } from "../../../readiness/topology";
import { configOf } from "../../support/report";

describe("topologyOf", () => {
  it("lists the regions with roles and quarantine", () => {
    const { activeRegion, regions } = topologyOf(configOf({ activeRegion: "us-west-1", quarantined: ["us-east-1"] }));
    expect(activeRegion).to.equal("us-west-1");
    expect(regions.map(({ region, role, quarantined }) => [region, role, quarantined])).to.deep.equal([
      ["us-east-1", "standby", true],
      ["us-west-1", "active", false],
    ]);
  });
});
