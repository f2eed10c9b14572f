import type { RedoubtConfig } from "../../config/parse";
import { GLOBAL_STACK } from "../../config/topology";
import { dynamodbClient } from "../../failover/adapters/aws/clients/dynamodb";
import { s3ControlClient } from "../../failover/adapters/aws/clients/s3-control";
import { DynamoLease } from "../../failover/adapters/aws/lease";
import { AccessPointRoutes } from "../../failover/adapters/aws/routes";
import { TableClient } from "../../failover/adapters/aws/table-client";
import { EpochGuard } from "../../failover/protocol/epoch-guard";
import { deploymentOf } from "../../stacks/failover-deployment";
import type { Outputs } from "../outputs";

/**
 * Routes the access point's requests to the region that the lease names. AWS creates an access point with all its regions active, and
 * the provider has no resource for routes. Does nothing while writes are held: a failover is under way and has its own step for routes.
 * @param project the project's name
 * @param outputs of the global stack
 * @returns what was changed; undefined when nothing was
 */
export async function routeByLease(
  config: RedoubtConfig,
  project: string,
  outputs: Outputs,
): Promise<string | undefined> {
  const deployment = deploymentOf(config, project, { [GLOBAL_STACK]: outputs });
  const lease = new DynamoLease(new TableClient(deployment, "", dynamodbClient));
  const { active, epoch, writes } = await lease.read();
  const routes = new AccessPointRoutes(deployment, "", s3ControlClient, new EpochGuard(lease));
  if (writes === "held" || (await routes.read()) === active) return undefined;
  await routes.switchTo(active, "", epoch);
  return `the access point now routes to ${active}`;
}
