import { expect } from "chai";
import * as fc from "fast-check";
import { Acceptor } from "../../../../../drill/testbed/lease/acceptor";
import { type Peer, Proposer } from "../../../../../drill/testbed/lease/proposer";
import { seededRandom } from "../../../../../drill/testbed/random";

/** Runs three proposers whose messages are lost and delayed at random; returns each change with the value that it replaced. */
async function contend(seed: number, lossProbability: number): Promise<{ based: string | null; made: string }[]> {
  const random = seededRandom(seed, "messages");
  const acceptors = [new Acceptor(), new Acceptor(), new Acceptor()];
  const deliver = async <T>(act: () => T): Promise<T> => {
    for (let turn = Math.floor(random.next() * 5); turn > 0; turn--) await null;
    if (random.next() < lossProbability) throw new Error("request lost");
    const answer = act();
    for (let turn = Math.floor(random.next() * 5); turn > 0; turn--) await null;
    if (random.next() < lossProbability) throw new Error("response lost");
    return answer;
  };
  const peers = acceptors.map(
    (acceptor): Peer => ({
      prepare: (key, ballot) => deliver(() => acceptor.prepare(key, ballot)),
      accept: (key, ballot, value) => deliver(() => acceptor.accept(key, ballot, value)),
    }),
  );
  const sleep = async () => {
    await null;
  };
  const changes: { based: string | null; made: string }[] = [];
  await Promise.all(
    ["a", "b", "c"].map(async (name) => {
      const proposer = new Proposer(name, peers, seededRandom(seed, name), sleep);
      for (let number = 0; number < 5; number++) {
        const made = `${name}${number}`;
        const read = await proposer.apply("lease", () => null).catch(() => null);
        if (read === null) continue;
        const based = read.value;
        const outcome = await proposer.apply("lease", (now) => (now === based ? made : null)).catch(() => null);
        if (outcome?.changed) changes.push({ based, made });
      }
    }),
  );
  return changes;
}

describe("Proposer", () => {
  it("never makes two changes to the same value, whatever messages are lost or delayed", async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.double({ min: 0, max: 0.3, noNaN: true }), async (seed, loss) => {
        const changes = await contend(seed, loss);
        const bases = changes.map(({ based }) => based);
        expect(new Set(bases).size, JSON.stringify(changes)).to.equal(bases.length);
      }),
      { numRuns: 150 },
    );
  });

  it("makes changes when nothing is lost, each to the result of the previous one", async () => {
    const changes = await contend(1, 0);
    expect(changes.length).to.be.greaterThan(3);
    expect(changes.slice(1).map(({ based }) => based)).to.include.members(changes.slice(0, -1).map(({ made }) => made));
  });

  it("gives up when others keep changing the key", async () => {
    const refusing: Peer = {
      prepare: async (_, ballot) => ({ granted: false, promised: { ...ballot, by: "z" }, accepted: null }),
      accept: async (_, ballot) => ({ granted: false, promised: ballot }),
    };
    const proposer = new Proposer("a", [refusing, refusing, refusing], seededRandom(1, "a"), async () => {});
    const message = await proposer
      .apply("k", () => "v")
      .then(
        () => "made",
        (error: Error) => error.message,
      );
    expect(message).to.contain("others kept changing k");
  });
});
