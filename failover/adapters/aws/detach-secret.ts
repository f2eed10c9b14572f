import {
  DescribeSecretCommand,
  type SecretsManagerClient,
  StopReplicationToReplicaCommand,
} from "@aws-sdk/client-secrets-manager";
import { bounded } from "./bounded";

/**
 * Makes a replica of a secret a secret of its own, which keeps its ARN and value, without a call to the primary's region (Secrets Manager User
 * Guide, "Promote a replica secret to a standalone secret"). Does nothing to one that is no replica any more.
 * @param arn of the replica
 * @param client of the replica's region
 */
export async function detachSecret(arn: string, client: SecretsManagerClient): Promise<void> {
  const describe = new DescribeSecretCommand({ SecretId: arn });
  const { PrimaryRegion } = await bounded((options) => client.send(describe, options));
  if (PrimaryRegion === undefined || PrimaryRegion === arn.split(":")[3]) return;
  const detach = new StopReplicationToReplicaCommand({ SecretId: arn });
  await bounded((options) => client.send(detach, options));
}
