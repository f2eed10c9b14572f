import { runKey } from "../../protocol/lease-keys";
import { type JournalPort, Refused } from "../../protocol/ports";
import type { JournalEntry, Plan } from "../../protocol/types";
import { ConditionFailed } from "./single-table";
import type { TableClient } from "./table-client";

/**
 * A run with its entries as one item of the lease table. Three dozen entries of some 300 bytes are far below the limit of 400 KB per
 * item (DynamoDB Developer Guide, service quotas).
 */
export class DynamoJournal implements JournalPort {
  constructor(private readonly table: Pick<TableClient, "get" | "update">) {}

  async begin(plan: Plan): Promise<void> {
    await this.table.update(runKey(plan.run), {
      UpdateExpression: "SET #plan = if_not_exists(#plan, :plan), #entries = if_not_exists(#entries, :none)",
      ExpressionAttributeNames: { "#plan": "plan", "#entries": "entries" },
      ExpressionAttributeValues: { ":plan": { S: JSON.stringify(plan) }, ":none": { M: {} } },
    });
  }

  async append(entry: JournalEntry): Promise<void> {
    try {
      await this.table.update(runKey(entry.run), {
        UpdateExpression: "SET #entries.#key = if_not_exists(#entries.#key, :entry)",
        ConditionExpression: "attribute_exists(#entries)",
        ExpressionAttributeNames: { "#entries": "entries", "#key": `${entry.step}#${entry.attempt}#${entry.state}` },
        ExpressionAttributeValues: { ":entry": { S: JSON.stringify(entry) } },
      });
    } catch (error) {
      if (!(error instanceof ConditionFailed)) throw error;
      throw new Refused(`journal: run ${entry.run} was never begun`);
    }
  }

  async read(run: string): Promise<{ plan: Plan; entries: JournalEntry[] } | null> {
    const item = await this.table.get(runKey(run));
    if (item?.plan?.S === undefined) return null;
    const entries = Object.values(item.entries?.M ?? {}).map(({ S }) => JSON.parse(S ?? "null") as JournalEntry);
    return { plan: JSON.parse(item.plan.S) as Plan, entries };
  }
}
