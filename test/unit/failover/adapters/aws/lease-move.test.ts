import { expect } from "chai";
import { DynamoJournal } from "../../../../../failover/adapters/aws/journal";
import { DynamoLease, leaseMovePorts } from "../../../../../failover/adapters/aws/lease";
import { LeaseBeingMoved, TableClient } from "../../../../../failover/adapters/aws/table-client";
import { moveLease } from "../../../../../failover/lease-move/move";
import { encodeLease, encodeLocation, type Item, MOVED_TO } from "../../../../../failover/protocol/lease-item";
import { leaseOf } from "../../../../support/leases";
import { rejection } from "./rejection";
import { deployment, serviceError, standInClients } from "./stand-ins";

const OTHER = { tableName: "other", regions: ["eu-west-1", "eu-west-2", "us-west-1"] };
const lease = leaseOf("us-east-1", { epoch: 3 });
const closed: Item = { ...encodeLease({ ...lease, epoch: 4, writes: "held" }), [MOVED_TO]: encodeLocation(OTHER) };

/** Tables by name, with as much of an update as a move uses. */
function tables(items: Record<string, Record<string, Item>>) {
  const stand = standInClients({
    GetItem: ({ TableName, Key }) => ({ Item: items[String(TableName)]?.[(Key as Item).pk?.S ?? ""] }),
    UpdateItem: ({ TableName, Key, ConditionExpression, ExpressionAttributeNames, ExpressionAttributeValues }) => {
      const table = items[String(TableName)] ?? {};
      const pk = (Key as Item).pk?.S ?? "";
      const isCreation = String(ConditionExpression) === "attribute_not_exists(pk)";
      const isMoved = table[pk]?.[MOVED_TO] !== undefined;
      if ((isCreation && table[pk]) || (!isCreation && isMoved)) throw serviceError("ConditionalCheckFailedException");
      const values = ExpressionAttributeValues as Item;
      const names = Object.values(ExpressionAttributeNames as Record<string, string>);
      const next = (name: string) => values[`:next_${name}`] ?? values[`:${name}`];
      const changed = names.flatMap((name) => (next(name) ? [[name, next(name)]] : []));
      items[String(TableName)] = { ...table, [pk]: { pk: { S: pk }, ...table[pk], ...Object.fromEntries(changed) } };
      return {};
    },
  });
  return { ...stand, client: new TableClient(deployment, "us-west-1", stand.clients.dynamodb), items };
}

describe("adapters: lease that moves", () => {
  it("is read, with everything else, from the table to which it was moved", async () => {
    const moved = encodeLease({ ...lease, epoch: 4 });
    const { asked, client } = tables({
      lease: { lease: closed },
      other: { lease: moved, "run#r": { plan: { S: "x" } } },
    });
    expect(await client.get({ pk: "run#r" })).to.deep.equal({ plan: { S: "x" } });
    expect((await new DynamoLease(client).read()).epoch).to.equal(4);
    const [first, ...others] = asked.map(({ input, region }) => `${input.TableName} ${region}`);
    expect(first).to.equal("lease us-west-2");
    // Its own region first, and none of another tier.
    expect(new Set(others)).to.deep.equal(new Set(["other us-west-1"]));
  });

  it("is not known to be in the table for longer than some seconds", async () => {
    let now = 0;
    const { clients, items } = tables({ lease: { lease: encodeLease(lease) } });
    const client = new TableClient(deployment, "us-west-1", clients.dynamodb, () => now);
    expect(await client.get({ pk: "run#r" })).to.equal(null);
    items.lease = { lease: closed };
    items.other = { lease: encodeLease(lease), "run#r": { plan: { S: "x" } } };
    now = 4999;
    expect(await client.get({ pk: "run#r" })).to.equal(null);
    now = 5000;
    expect(await client.get({ pk: "run#r" })).to.deep.equal({ plan: { S: "x" } });
  });

  it("is in no table between two steps of a move, and a controller completes it", async () => {
    const renewal: Item = { pk: { S: "renewal#us-east-1" }, epoch: { N: "3" }, renewedAt: { N: "5" } };
    const { client, items } = tables({ lease: { lease: closed, "renewal#us-east-1": renewal }, other: {} });
    const port = new DynamoLease(client);
    expect(await rejection(port.read())).to.be.instanceOf(LeaseBeingMoved);
    expect(await port.completeMove()).to.equal(true);
    expect(await port.read()).to.include({ active: "us-east-1", epoch: 4, writes: "open" });
    expect(items.other?.["renewal#us-east-1"]).to.deep.equal(renewal);
    expect(await port.completeMove()).to.equal(false);
  });

  it("cannot be changed in the table that it left, and is moved once", async () => {
    const { client, items } = tables({ lease: { lease: encodeLease(lease) }, other: {} });
    const source = client.at({ tableName: "lease", regions: deployment.leaseRegions });
    const ports = leaseMovePorts(source, client.at(OTHER), client.tierRegions);
    await moveLease(ports, new DynamoJournal(source), OTHER);
    expect(items.lease?.lease).to.deep.equal(closed);
    expect(items.other?.lease).to.deep.equal(encodeLease({ ...lease, epoch: 4 }));
    const stale = new DynamoLease({
      ...client,
      get: source.get.bind(source),
      update: source.update.bind(source),
    } as TableClient);
    const error = await rejection(stale.replace(lease, { ...lease, epoch: 4, active: "us-west-1" }));
    expect(error.name).to.equal("LeaseConflict");
  });
});
