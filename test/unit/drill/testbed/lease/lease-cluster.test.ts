import { expect } from "chai";
import * as fc from "fast-check";
import { Acceptor } from "../../../../../drill/testbed/lease/acceptor";
import { LeaseCluster } from "../../../../../drill/testbed/lease/lease-cluster";
import { type Peer, Proposer } from "../../../../../drill/testbed/lease/proposer";
import { itemOf, renewal } from "../../../../../drill/testbed/lease/table-item";
import { Network } from "../../../../../drill/testbed/network/network";
import { seededRandom } from "../../../../../drill/testbed/random";

/** Three lease regions whose messages are lost and delayed by a random stream; each change says what it was based on. */
async function contend(seed: number, lossProbability: number): Promise<{ based: string | null; made: string }[]> {
  const random = seededRandom(seed, "messages");
  const acceptors = [new Acceptor(), new Acceptor(), new Acceptor()];
  const carried = async <T>(act: () => T): Promise<T> => {
    for (let turn = Math.floor(random.next() * 5); turn > 0; turn--) await null;
    if (random.next() < lossProbability) throw new Error("lost on the way there");
    const answer = act();
    for (let turn = Math.floor(random.next() * 5); turn > 0; turn--) await null;
    if (random.next() < lossProbability) throw new Error("lost on the way back");
    return answer;
  };
  const peers = acceptors.map(
    (acceptor): Peer => ({
      prepare: (key, ballot) => carried(() => acceptor.prepare(key, ballot)),
      accept: (key, ballot, value) => carried(() => acceptor.accept(key, ballot, value)),
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

describe("drill: lease store", () => {
  it("never bases two changes that were made on one value, whatever is lost or late", async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.double({ min: 0, max: 0.3, noNaN: true }), async (seed, loss) => {
        const changes = await contend(seed, loss);
        const bases = changes.map(({ based }) => based);
        expect(new Set(bases).size, JSON.stringify(changes)).to.equal(bases.length);
      }),
      { numRuns: 150 },
    );
  });

  it("makes changes when nothing is lost, each based on the one before", async () => {
    const changes = await contend(1, 0);
    expect(changes.length).to.be.greaterThan(3);
    expect(changes.slice(1).map(({ based }) => based)).to.include.members(changes.slice(0, -1).map(({ made }) => made));
  });

  it("gives up a key that others keep changing", async () => {
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

describe("drill: lease regions", () => {
  let network: Network;
  let cluster: LeaseCluster;

  beforeEach(async () => {
    network = new Network(1, { delayMilliseconds: 0, breakProbability: 0 });
    cluster = await LeaseCluster.start(network, 1);
  });

  afterEach(() => {
    cluster.close();
    network.close();
  });

  it("read what was written, through whichever is asked, and replace on condition only", async () => {
    const [east, west] = [cluster.from("us-east-1"), cluster.from("us-west-1")];
    expect(await west.read("k")).to.equal(null);
    expect(await east.replace("k", null, "one")).to.equal(true);
    expect(await west.replace("k", null, "two")).to.equal(false);
    expect(await west.read("k")).to.equal("one");
  });

  it("go on when one of them is cut off, which itself refuses", async () => {
    await cluster.from("us-west-1").replace("k", null, "one");
    network.isolate("us-east-1");
    expect(await cluster.from("us-west-1").replace("k", "one", "two")).to.equal(true);
    const cut = await cluster
      .from("us-east-1")
      .read("k")
      .then(
        () => "read",
        (error: Error) => error.message,
      );
    expect(cut).to.contain("no lease region answers");
    const [port] = cluster.portsFrom("us-east-1");
    const asked = { method: "POST", headers: { "x-amz-target": "D.GetItem" }, body: '{"Key":{"pk":{"S":"k"}}}' };
    expect((await fetch(`http://127.0.0.1:${port}/`, asked)).status).to.equal(503);
    network.heal();
    expect(await cluster.from("us-east-1").read("k")).to.equal("two");
  });

  it("answer the lease agent as DynamoDB does", async () => {
    await cluster
      .from("us-west-1")
      .replace("lease", null, JSON.stringify({ active: "us-east-1", epoch: 2, run: null }));
    const [port] = cluster.portsFrom("us-east-1");
    const call = async (operation: string, payload: unknown) => {
      const headers = { "x-amz-target": `DynamoDB_20120810.${operation}` };
      const answer = await fetch(`http://127.0.0.1:${port}/`, {
        method: "POST",
        headers,
        body: JSON.stringify(payload),
      });
      return { status: answer.status, body: await answer.json() };
    };
    const Key = { pk: { S: "renewal#us-east-1" } };
    const values = { ":epoch": { N: "2" }, ":at": { N: "99" } };
    expect(await call("GetItem", { Key })).to.deep.equal({ status: 200, body: {} });
    expect((await call("UpdateItem", { Key, ExpressionAttributeValues: values })).status).to.equal(200);
    expect((await call("GetItem", { Key })).body).to.deep.equal({
      Item: { epoch: { N: "2" }, renewedAt: { N: "99" } },
    });
    const lease = { Key: { pk: { S: "lease" } } };
    expect((await call("GetItem", lease)).body).to.deep.equal({
      Item: { active: { S: "us-east-1" }, epoch: { N: "2" } },
    });
    expect((await call("UpdateItem", { ...lease, ExpressionAttributeValues: values })).status).to.equal(503);
  });
});

describe("drill: lease table's items", () => {
  it("are an agent's sign of life, never of an older epoch", () => {
    const change = renewal({
      Key: { pk: { S: "renewal#us-east-1" } },
      ExpressionAttributeValues: { ":epoch": { N: "3" }, ":at": { N: "5" } },
    });
    const made = JSON.stringify({ epoch: 3, renewedAt: 5 });
    expect(change(null)).to.equal(made);
    expect(change(JSON.stringify({ epoch: 2, renewedAt: 9 }))).to.equal(made);
    expect(change(JSON.stringify({ epoch: 4, renewedAt: 1 }))).to.equal(null);
    expect(itemOf(null)).to.equal(null);
  });
});
