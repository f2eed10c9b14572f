import { expect } from "chai";
import { LeaseCluster } from "../../../../../drill/testbed/lease/lease-cluster";
import { Network } from "../../../../../drill/testbed/network/network";

describe("LeaseCluster", () => {
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

  it("reads what was written through any lease region, and replaces only on condition", async () => {
    const [east, west] = [cluster.from("us-east-1"), cluster.from("us-west-1")];
    expect(await west.read("k")).to.equal(null);
    expect(await east.replace("k", null, "one")).to.equal(true);
    expect(await west.replace("k", null, "two")).to.equal(false);
    expect(await west.read("k")).to.equal("one");
  });

  it("keeps working when one lease region is cut off, and that region refuses", async () => {
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
    const getItem = { method: "POST", headers: { "x-amz-target": "D.GetItem" }, body: '{"Key":{"pk":{"S":"k"}}}' };
    expect((await fetch(`http://127.0.0.1:${port}/`, getItem)).status).to.equal(503);
    network.heal();
    expect(await cluster.from("us-east-1").read("k")).to.equal("two");
  });

  it("answers the lease agent as DynamoDB does", async () => {
    await cluster
      .from("us-west-1")
      .replace("lease", null, JSON.stringify({ active: { S: "us-east-1" }, epoch: { N: "2" } }));
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
