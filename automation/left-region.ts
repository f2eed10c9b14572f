import { UserError } from "../errors";
import type { AwsClients } from "../failover/adapters/aws/clients";
import { dynamodbClient } from "../failover/adapters/aws/clients/dynamodb";
import { DynamoJournal } from "../failover/adapters/aws/journal";
import { DynamoLease } from "../failover/adapters/aws/lease";
import { TableClient } from "../failover/adapters/aws/table-client";
import type { Deployment } from "../failover/deployment";
import { finished } from "../failover/run/plan";

/**
 * The region that the run which holds the lease came from; an unfinished failback's own target.
 * @param clients stand in for AWS in tests
 * @throws UserError when there is none, or the lease can not be read
 */
export async function leftRegion(
  deployment: Deployment,
  clients: Pick<AwsClients, "dynamodb"> = { dynamodb: dynamodbClient },
): Promise<string> {
  // Of no region's own: the lease regions without a tier answer for all.
  const table = new TableClient(deployment, "", clients.dynamodb);
  try {
    const { active, run } = await new DynamoLease(table).read();
    const journal = run === null ? null : await new DynamoJournal(table).read(run);
    if (journal === null) {
      throw new UserError(`${active}: is active since the first deployment; there is nothing to go back to`);
    }
    const { mode, from, to } = journal.plan;
    return mode === "switchover" && !finished(journal) ? to : from;
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(`nothing was done: ${error instanceof Error ? error.message : error}`);
  }
}
