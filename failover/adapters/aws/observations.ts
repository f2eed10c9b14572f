import type { Observation, ObservationsPort } from "../../controller/failure-detector";
import { numberOf } from "../../protocol/lease-item";
import { observationKey } from "../../protocol/lease-keys";
import type { TableClient } from "./table-client";

/** The sites' observations in the lease table. */
export class DynamoObservations implements ObservationsPort {
  constructor(private readonly table: Pick<TableClient, "get" | "update">) {}

  async read(site: string): Promise<Observation | null> {
    const item = await this.table.get(observationKey(site));
    const epoch = numberOf(item?.epoch);
    const at = numberOf(item?.at);
    return epoch === null || at === null ? null : { site, epoch, at, downSince: numberOf(item?.downSince) };
  }

  async record({ at, downSince, epoch, site }: Observation): Promise<void> {
    await this.table.update(observationKey(site), {
      UpdateExpression: `SET epoch = :epoch, #at = :at${downSince === null ? " REMOVE downSince" : ", downSince = :downSince"}`,
      ExpressionAttributeNames: { "#at": "at" },
      ExpressionAttributeValues: {
        ":epoch": { N: String(epoch) },
        ":at": { N: String(at) },
        ...(downSince !== null && { ":downSince": { N: String(downSince) } }),
      },
    });
  }
}
