import { expect } from "chai";
import { liveConfiguration } from "../../../../automation/runs/live-configuration";
import type { DatabaseState } from "../../../../failover/protocol/ports";
import { leaseOf } from "../../../support/leases";

type Role = DatabaseState["role"];

/** The settings for a lease, with databases in these roles; a region without one does not answer. */
function live(active: string, quarantined: string[], roles: Record<string, Role>, recorded: string[] = []) {
  const describe = async (region: string) => {
    const role = roles[region];
    if (role === undefined) throw new Error(`${region} does not answer`);
    return { id: region, role, source: role === "replica" ? active : null, lag: null };
  };
  const database = { describe } as unknown as Parameters<typeof liveConfiguration>[0]["database"];
  return liveConfiguration({ database }, leaseOf(active, { quarantined }), recorded);
}

describe("automation/runs/live-configuration", () => {
  it("quarantines the former primary, also when its region does not answer", async () => {
    const expected = { activeRegion: "us-west-1", quarantined: ["us-east-1"] };
    expect(await live("us-west-1", ["us-east-1"], {})).to.deep.equal(expected);
    expect(await live("us-west-1", ["us-east-1"], { "us-east-1": "primary" })).to.deep.equal(expected);
  });

  it("names no healthy replica after going back, whatever the project's file still has", async () => {
    expect(
      await live("us-east-1", ["us-west-1"], { "us-west-1": "primary", "eu-west-1": "replica" }, [
        "us-east-1",
        "eu-west-1",
      ]),
    ).to.deep.equal({ activeRegion: "us-east-1", quarantined: ["us-west-1"] });
  });

  it("names every former primary after going on to a third region", async () => {
    const roles: Record<string, Role> = { "us-east-1": "primary", "us-west-1": "primary" };
    expect(await live("eu-west-1", ["us-east-1", "us-west-1"], roles, ["us-east-1"])).to.deep.equal({
      activeRegion: "eu-west-1",
      quarantined: ["us-east-1", "us-west-1"],
    });
    // The first one was rebuilt and follows the lost second one: a replica that an update must not promote.
    expect(await live("eu-west-1", ["us-west-1"], { "us-east-1": "replica" }, ["us-east-1"])).to.deep.equal({
      activeRegion: "eu-west-1",
      quarantined: ["us-west-1"],
    });
  });
});
