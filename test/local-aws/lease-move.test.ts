import { CreateTableCommand, DynamoDBClient, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { expect } from "chai";
import { DynamoJournal } from "../../failover/adapters/aws/journal";
import { DynamoLease, leaseMovePorts } from "../../failover/adapters/aws/lease";
import { TableClient } from "../../failover/adapters/aws/table-client";
import { DynamoWatermarks } from "../../failover/adapters/aws/watermarks";
import { moveLease } from "../../failover/lease-move/move";
import { encodeLease, firstLease } from "../../failover/protocol/lease-item";
import { LeaseConflict } from "../../failover/protocol/ports";

const region = "us-east-2";
const regions = { "us-east-1": { cidr: "10.10.0.0/16" }, "us-west-1": { cidr: "10.20.0.0/16" } };
const clientOf = () => new DynamoDBClient({ region });
const at = (tableName: string) => ({ tableName, regions: [region] });

/** The conditions of a move, by the local AWS's own evaluation. */
describe("move of the lease on the local AWS", () => {
  const deployment = { leaseTableName: "move-one", leaseRegions: [region], regions };
  const lease = firstLease("us-east-1", { leaseSeconds: 1, writeSeconds: 1 });

  before(async () => {
    for (const TableName of ["move-one", "move-two"]) {
      await clientOf().send(
        new CreateTableCommand({
          TableName,
          AttributeDefinitions: [{ AttributeName: "pk", AttributeType: "S" }],
          KeySchema: [{ AttributeName: "pk", KeyType: "HASH" }],
          BillingMode: "PAY_PER_REQUEST",
        }),
      );
    }
    await clientOf().send(new PutItemCommand({ TableName: "move-one", Item: encodeLease(lease) }));
  });

  it("closes one table for every writer, and is found with its beats in the other one", async () => {
    const table = new TableClient(deployment, "us-west-1", clientOf);
    const beat = { epoch: 1, at: 1000 };
    await new DynamoWatermarks(table).recordAcknowledged("us-east-1", beat);
    const late = new DynamoLease(new TableClient(deployment, "us-west-1", clientOf));
    await late.read();

    const source = table.at(at("move-one"));
    const ports = leaseMovePorts(source, table.at(at("move-two")), table.tierRegions);
    await moveLease(ports, new DynamoJournal(source), at("move-two"));
    await moveLease(ports, new DynamoJournal(source), at("move-two"));

    const taken = { ...lease, active: "us-west-1", epoch: 2, writes: "held" } as const;
    const conflict = await late.replace(lease, taken).catch((error: unknown) => error);
    expect(conflict).to.be.instanceOf(LeaseConflict);
    const after = new TableClient(deployment, "us-west-1", clientOf);
    expect(await new DynamoLease(after).read()).to.deep.equal({ ...lease, epoch: 2 });
    expect(await new DynamoWatermarks(after).acknowledged("us-east-1")).to.deep.equal(beat);
    const next = { ...lease, active: "us-west-1", epoch: 3, writes: "held", run: "r" } as const;
    await new DynamoLease(after).read();
    await late.read();
    await late.replace({ ...lease, epoch: 2 }, next);
    expect(await new DynamoLease(after).read()).to.deep.equal(next);
  });
});
