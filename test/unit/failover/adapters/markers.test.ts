import { expect } from "chai";
import { type DatabaseMarkers, markerArrives } from "../../../../failover/adapters/markers";

/** Databases whose replica shows a marker at the given read; never if undefined. */
function databases(arrivesAt: number | undefined) {
  const written: string[] = [];
  let reads = 0;
  const markers: DatabaseMarkers = {
    write: async (region, marker) => {
      written.push(`${region} ${marker.split(" ")[0]}`);
      latest = marker;
    },
    read: async () => {
      reads++;
      return arrivesAt !== undefined && reads >= arrivesAt ? latest : "an earlier marker";
    },
  };
  let latest: string | undefined;
  return { markers, written, reads: () => reads };
}

describe("adapters: markers", () => {
  const clock = { sleep: async () => {} };

  it("have arrived once the replica shows what was just written to the source", async () => {
    const { markers, written, reads } = databases(3);
    expect(await markerArrives(markers, "east", "west", clock)).to.equal(true);
    expect(written).to.deep.equal(["east caught-up"]);
    expect(reads()).to.equal(3);
  });

  it("have not arrived where the replica shows an earlier one", async () => {
    expect(await markerArrives(databases(undefined).markers, "east", "west", clock)).to.equal(false);
  });
});
