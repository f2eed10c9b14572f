import { UserError } from "../../errors";
import type { AwsClients } from "../../failover/adapters/aws/clients";
import { dynamodbClient } from "../../failover/adapters/aws/clients/dynamodb";
import { DynamoJournal } from "../../failover/adapters/aws/journal";
import { DynamoLease } from "../../failover/adapters/aws/lease";
import { TableClient } from "../../failover/adapters/aws/table-client";
import type { Deployment } from "../../failover/deployment";
import { finished } from "../../failover/run/plan";
import { notStarted } from "./ports";

/**
 * The region that the run named in the lease left; for an unfinished switchover, its target.
 * @param clients replace AWS in tests
 * @throws UserError when there was no run, or the lease cannot be read
 */
export async function previousRegion(
  deployment: Deployment,
  clients: Pick<AwsClients, "dynamodb"> = { dynamodb: dynamodbClient },
): Promise<string> {
  // No home region: any lease region without a tier may answer.
  const table = new TableClient(deployment, "", clients.dynamodb);
  try {
    const { active, run } = await new DynamoLease(table).read();
    const journal = run === null ? null : await new DynamoJournal(table).read(run);
    if (journal === null) {
      throw new UserError(`${active}: is active since the first deployment; there is no region to go back to`);
    }
    const { mode, from, to } = journal.plan;
    return mode === "switchover" && !finished(journal) ? to : from;
  } catch (error) {
    return notStarted(error);
  }
}
