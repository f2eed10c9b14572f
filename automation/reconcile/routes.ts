import type { RedoubtConfig } from "../../config/parse";
import { globalStack } from "../../config/topology";
import { dynamodbClient } from "../../failover/adapters/aws/clients/dynamodb";
import { s3ControlClient } from "../../failover/adapters/aws/clients/s3-control";
import { DynamoLease } from "../../failover/adapters/aws/lease";
import { AccessPointRoutes } from "../../failover/adapters/aws/routes";
import { TableClient } from "../../failover/adapters/aws/table-client";
import { EpochGuard } from "../../failover/protocol/epoch-guard";
import { deploymentOf } from "../../stacks/failover-deployment";
import type { Outputs } from "../outputs";

/**
 * Sends the access point's requests to the region that the lease names, where they go elsewhere: AWS makes an access point with all
 * its regions open, and no resource of the provider has its routes. Held writes are a failover's, whose own step it is.
 * @param outputs of the global stack
 * @returns what was done, in words; undefined when there was nothing to do
 */
export async function routeByLease(config: RedoubtConfig, outputs: Outputs): Promise<string | undefined> {
  const deployment = deploymentOf(config, { [globalStack]: outputs });
  const lease = new DynamoLease(new TableClient(deployment, "", dynamodbClient));
  const { active, epoch, writes } = await lease.read();
  const routes = new AccessPointRoutes(deployment, "", s3ControlClient, new EpochGuard(lease));
  if (writes === "held" || (await routes.read()) === active) return undefined;
  await routes.switchTo(active, "", epoch);
  return `the access point's routes lead to ${active}`;
}
