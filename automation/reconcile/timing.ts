import type { RedoubtConfig } from "../../config/parse";
import { GLOBAL_STACK } from "../../config/topology";
import { dynamodbClient } from "../../failover/adapters/aws/clients/dynamodb";
import { DynamoLease } from "../../failover/adapters/aws/lease";
import { TableClient } from "../../failover/adapters/aws/table-client";
import { retimed, sameLease } from "../../failover/protocol/lease";
import type { LeasePort } from "../../failover/protocol/ports";
import { deploymentOf } from "../../stacks/failover-deployment";
import type { Outputs } from "../outputs";

/**
 * Publishes a changed `lease.seconds` in the lease item, which agents read. A shorter lease does not shorten the wait of a failover: the
 * item keeps the longest timing of the epoch. Does nothing while writes are held, because a run waits by the timing that it acquired.
 * @param project the project's name
 * @param outputs of the global stack
 * @param lease replaces the lease table in tests
 * @returns what was changed; undefined when nothing was
 */
export async function publishTiming(
  config: RedoubtConfig,
  project: string,
  outputs: Outputs,
  lease: Pick<LeasePort, "read" | "replace"> = leaseOf(config, project, outputs),
): Promise<string | undefined> {
  const { leaseSeconds, writeSeconds } = deploymentOf(config, project, { [GLOBAL_STACK]: outputs }).settings.lease;
  const current = await lease.read();
  const next = retimed(current, { leaseSeconds, writeSeconds });
  if (current.writes === "held" || sameLease(current, next)) return undefined;
  await lease.replace(current, next);
  const { longestSeconds } = next.timing;
  return `the lease is valid for ${leaseSeconds} s now, was ${current.timing.leaseSeconds} s; until the next change of the active region a failover waits at least ${longestSeconds} s`;
}

function leaseOf(config: RedoubtConfig, project: string, outputs: Outputs): LeasePort {
  const deployment = deploymentOf(config, project, { [GLOBAL_STACK]: outputs });
  return new DynamoLease(new TableClient(deployment, "", dynamodbClient));
}
