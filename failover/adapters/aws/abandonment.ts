import type { AbandonmentPort } from "../../controller/abandonment";
import { numberOf } from "../../protocol/lease-item";
import { abandonedKey } from "../../protocol/lease-keys";
import type { TableClient } from "./table-client";

/** The regions that were given up, in the lease table. */
export class DynamoAbandonment implements AbandonmentPort {
  constructor(private readonly table: Pick<TableClient, "get" | "update">) {}

  async isAbandoned(region: string): Promise<boolean> {
    return numberOf((await this.table.get(abandonedKey(region)))?.abandoned) === 1;
  }

  async record(region: string, isAbandoned: boolean): Promise<void> {
    await this.table.update(abandonedKey(region), {
      UpdateExpression: "SET abandoned = :abandoned",
      ExpressionAttributeValues: { ":abandoned": { N: isAbandoned ? "1" : "0" } },
    });
  }
}
