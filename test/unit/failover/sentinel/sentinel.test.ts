import { expect } from "chai";
import type { Lease } from "../../../../failover/protocol/types";
import type { Beat } from "../../../../failover/protocol/watermarks";
import { DatabaseUnavailable, type SentinelDatabase, sentinelRound } from "../../../../failover/sentinel/sentinel";

type Read = Pick<Lease, "active" | "epoch" | "writes">;

/** Ports that record every call in order. `faults` names the calls that reject. */
function ports(
  lease: Read,
  newest?: Beat,
  faults: readonly string[] = [],
  Fault: new (message: string) => Error = Error,
) {
  const calls: unknown[][] = [];
  const call = (name: string, ...details: unknown[]) => {
    calls.push([name, ...details]);
    if (faults.includes(name)) throw new Fault(`${name} failed`);
  };
  const database: SentinelDatabase = {
    commitBeat: async (beat) => call("commitBeat", beat),
    readBeat: async () => {
      call("readBeat");
      return newest;
    },
    commitMarker: async (marker) => call("commitMarker", marker),
    readMarker: async () => undefined,
  };
  return {
    calls,
    lease: { read: async () => lease },
    database,
    watermarks: {
      recordAcknowledged: async (region: string, beat: Beat) => call("recordAcknowledged", region, beat),
      recordFailed: async (region: string, attempt: Beat, pauseMs: number) =>
        call("recordFailed", region, attempt, pauseMs),
      recordReplayed: async (region: string, beat: Beat, readAt: number) =>
        call("recordReplayed", region, beat, readAt),
    },
    clock: { now: () => 5000 },
    beatSeconds: 5,
  };
}

describe("sentinel round", () => {
  const open: Read = { active: "east", epoch: 4, writes: "open" };
  const beat = { epoch: 4, at: 5000 };

  it("commits a beat in the region that may write, and records it only after the commit", async () => {
    const given = ports(open);
    expect(await sentinelRound("east", given)).to.deep.equal({ did: "acknowledged", beat });
    expect(given.calls).to.deep.equal([
      ["commitBeat", beat],
      ["recordAcknowledged", "east", beat],
    ]);
  });

  it("records no beat that the database did not acknowledge", async () => {
    const given = ports(open, undefined, ["commitBeat"]);
    await sentinelRound("east", given).then(
      () => expect.fail("the round must fail"),
      (error) => expect(error.message).to.equal("commitBeat failed"),
    );
    expect(given.calls.map(([name]) => name)).to.deep.equal(["commitBeat"]);
  });

  it("records an attempt that failed because the database is unavailable", async () => {
    const given = ports(open, undefined, ["commitBeat"], DatabaseUnavailable);
    const error = await sentinelRound("east", given).catch((reason: unknown) => reason);
    expect(error).to.be.instanceOf(DatabaseUnavailable);
    expect(given.calls).to.deep.equal([
      ["commitBeat", beat],
      ["recordFailed", "east", beat, 30_000],
    ]);
  });

  it("reads the beat in every other region and records it with the time of the read", async () => {
    const newest = { epoch: 3, at: 4200 };
    const given = ports(open, newest);
    expect(await sentinelRound("west", given)).to.deep.equal({ did: "replayed", beat: newest });
    expect(given.calls).to.deep.equal([["readBeat"], ["recordReplayed", "west", newest, 5000]]);
  });

  it("records nothing for a replica that has no beat", async () => {
    const given = ports(open);
    expect(await sentinelRound("west", given)).to.deep.equal({ did: "nothing to replay" });
    expect(given.calls).to.deep.equal([["readBeat"]]);
  });

  it("writes nothing while writes are held, in whichever region", async () => {
    const given = ports({ ...open, writes: "held" }, beat);
    expect(await sentinelRound("east", given)).to.deep.equal({ did: "held" });
    expect(given.calls).to.deep.equal([]);
  });

  it("never writes in a former active region, even if its database would take the write", async () => {
    const given = ports({ active: "west", epoch: 5, writes: "open" }, beat);
    await sentinelRound("east", given);
    expect(given.calls.map(([name]) => name)).to.deep.equal(["readBeat", "recordReplayed"]);
  });
});
