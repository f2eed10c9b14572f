import { expect } from "chai";
import { DynamoJournal } from "../../../../../failover/adapters/aws/journal";
import { DynamoLease } from "../../../../../failover/adapters/aws/lease";
import { ConditionFailed } from "../../../../../failover/adapters/aws/single-table";
import { TableClient } from "../../../../../failover/adapters/aws/table-client";
import { encodeLease, type Item } from "../../../../../failover/protocol/lease-item";
import { Denied, InvalidCredentials, LeaseConflict, Refused } from "../../../../../failover/protocol/ports";
import type { JournalEntry, Lease, Plan } from "../../../../../failover/protocol/types";
import { leaseOf } from "../../../../support/leases";
import { rejection } from "./rejection";
import { deployment, serviceError, standInClients, standInTable } from "./stand-ins";

const item: Item = { pk: { S: "lease" } };

describe("adapters: lease table", () => {
  it("is asked through the region itself and those without a tier, never through another tier's", async () => {
    const regionsAsked = async (home: string) => {
      const { asked, clients } = standInClients({
        GetItem: () => {
          throw serviceError("TimeoutError");
        },
      });
      await rejection(new TableClient(deployment, home, clients.dynamodb).get({ pk: "lease" }));
      return asked.map(({ region }) => region);
    };
    expect(await regionsAsked("us-west-1")).to.deep.equal(["us-west-2", "us-east-2"]);
    expect(await regionsAsked("us-east-1")).to.deep.equal(["us-east-1", "us-east-2", "us-west-2"]);
  });

  it("goes to the next region when one does not answer", async () => {
    const { asked, clients } = standInClients({
      GetItem: (_, region) => {
        if (region === "us-west-2") throw serviceError("TimeoutError");
        return { Item: item };
      },
    });
    const table = new TableClient(deployment, "us-west-1", clients.dynamodb);
    expect(await table.get({ pk: "lease" })).to.deep.equal(item);
    expect(asked.map(({ region }) => region)).to.deep.equal(["us-west-2", "us-east-2"]);
    expect(asked[0]?.input).to.include({ ConsistentRead: true, TableName: "lease" });
  });

  it("remembers the region that answered: one without an answer costs one time-out", async () => {
    const { asked, clients } = standInClients({
      GetItem: (_, region) => {
        if (region === "us-west-2") throw serviceError("TimeoutError");
        return { Item: item };
      },
      UpdateItem: () => {
        throw serviceError("ConditionalCheckFailedException");
      },
    });
    const table = new TableClient(deployment, "us-west-1", clients.dynamodb);
    for (let call = 0; call < 3; call++) await table.get({ pk: "lease" });
    await rejection(table.update({ pk: "lease" }, {}));
    expect(asked.map(({ region }) => region)).to.deep.equal([
      "us-west-2",
      "us-east-2",
      "us-east-2",
      "us-east-2",
      "us-east-2",
    ]);
  });

  it("reports invalid credentials at once, and a missing permission where every region denies it", async () => {
    const failing = (name: string) =>
      standInClients({
        GetItem: () => {
          throw serviceError(name);
        },
      });
    const expired = failing("ExpiredTokenException");
    const error = await rejection(
      new TableClient(deployment, "us-west-1", expired.clients.dynamodb).get({ pk: "lease" }),
    );
    expect(error).to.be.instanceOf(InvalidCredentials);
    expect(expired.asked).to.have.length(1);
    const denied = failing("AccessDeniedException");
    const denial = await rejection(
      new TableClient(deployment, "us-west-1", denied.clients.dynamodb).get({ pk: "lease" }),
    );
    expect(denial).to.be.instanceOf(Denied);
    expect(denied.asked).to.have.length(2);
  });

  it("says which regions did not answer, and why", async () => {
    const { clients } = standInClients({
      UpdateItem: () => {
        throw serviceError("TimeoutError", "too late");
      },
    });
    const table = new TableClient(deployment, "us-west-1", clients.dynamodb);
    const error = await rejection(table.update({ pk: "lease" }, {}));
    expect(error).not.to.be.instanceOf(Refused);
    expect(error.message).to.equal(
      "lease table lease: no endpoint answered (us-west-2: TimeoutError too late; us-east-2: TimeoutError too late)",
    );
  });

  it("calls no second region for a condition that does not hold, or for a missing table", async () => {
    const { asked, clients } = standInClients({
      UpdateItem: () => {
        throw serviceError("ConditionalCheckFailedException");
      },
      GetItem: () => {
        throw serviceError("ResourceNotFoundException");
      },
    });
    const table = new TableClient(deployment, "us-west-1", clients.dynamodb);
    expect(await rejection(table.update({ pk: "lease" }, {}))).to.be.instanceOf(ConditionFailed);
    expect(await rejection(table.get({ pk: "lease" }))).to.be.instanceOf(Refused);
    expect(asked.length).to.equal(2);
  });
});

describe("adapters: lease", () => {
  const lease = leaseOf("us-east-1", { epoch: 3 });
  const stored = encodeLease(lease);

  it("is read with the active region's sign of life, unless that is of another epoch", async () => {
    const renewal = { epoch: { N: "3" }, renewedAt: { N: "1700000000000" } };
    const alive = standInTable({ lease: stored, "renewal#us-east-1": renewal });
    expect(await new DynamoLease(alive.table).read()).to.deep.equal({ ...lease, renewedAt: 1_700_000_000_000 });
    const old = standInTable({ lease: stored, "renewal#us-east-1": { ...renewal, epoch: { N: "2" } } });
    expect(await new DynamoLease(old.table).read()).to.deep.equal(lease);
  });

  it("is refused where there is none, or none that a controller wrote", async () => {
    for (const items of [{}, { lease: { epoch: { N: "x" } } }] as Record<string, Item>[]) {
      expect(await rejection(new DynamoLease(standInTable(items).table).read())).to.be.instanceOf(Refused);
    }
  });

  it("is replaced on condition of all that is compared, an absent run included", async () => {
    const { table, updates } = standInTable({});
    const taken: Lease = { ...lease, active: "us-west-1", epoch: 4, writes: "held", run: "run-4" };
    await new DynamoLease(table).replace(lease, taken);
    await new DynamoLease(table).replace(taken, lease);
    const [first, second] = updates.map(({ update }) => update);
    for (const name of Object.keys(first?.ExpressionAttributeNames ?? {})) {
      expect(first?.ConditionExpression).to.include(name);
    }
    expect(first?.ConditionExpression).to.include("#epoch = :was_epoch").and.to.include("attribute_not_exists(#run)");
    expect(second?.ConditionExpression).to.include("#run = :was_run");
    expect(second?.UpdateExpression).to.match(/ REMOVE #writer, #run$/);
  });

  it("tells a condition that does not hold as a conflict, and passes other errors on", async () => {
    const failing = (error: Error) =>
      standInTable({}, () => {
        throw error;
      }).table;
    const conflict = await rejection(new DynamoLease(failing(new ConditionFailed("no"))).replace(lease, lease));
    expect(conflict).to.be.instanceOf(LeaseConflict);
    const other = new Error("throttled");
    expect(await rejection(new DynamoLease(failing(other)).replace(lease, lease))).to.equal(other);
  });
});

describe("adapters: journal", () => {
  const entry = { run: "r", step: "gate", attempt: 1, state: "done", at: 1, reason: "" } as JournalEntry;
  const plan = { run: "r", to: "us-west-1" } as Plan;

  it("reads a run with its entries, or null if there is none", async () => {
    const { table } = standInTable({
      "run#r": { plan: { S: JSON.stringify(plan) }, entries: { M: { "gate#1#done": { S: JSON.stringify(entry) } } } },
    });
    expect(await new DynamoJournal(table).read("r")).to.deep.equal({ plan, entries: [entry] });
    expect(await new DynamoJournal(table).read("other")).to.equal(null);
  });

  it("writes nothing twice, and refuses an entry of a run that was never begun", async () => {
    const { table, updates } = standInTable({});
    await new DynamoJournal(table).begin(plan);
    await new DynamoJournal(table).append(entry);
    expect(updates.map(({ pk }) => pk)).to.deep.equal(["run#r", "run#r"]);
    for (const { update } of updates) expect(update.UpdateExpression).to.include("if_not_exists");
    const unbegun = standInTable({}, () => {
      throw new ConditionFailed("no");
    });
    expect(await rejection(new DynamoJournal(unbegun.table).append(entry))).to.be.instanceOf(Refused);
    const throttled = standInTable({}, () => {
      throw new Error("throttled");
    });
    expect(await rejection(new DynamoJournal(throttled.table).append(entry))).not.to.be.instanceOf(Refused);
  });
});
