import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { LambdaClient } from "@aws-sdk/client-lambda";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { clientSettings } from "./bounded";

const made = new Map<string, DynamoDBClient>();

/** The clients of the sentinel's functions. The lease table's are kept: every round uses them. */
export const sentinelClients = {
  dynamodb(region: string): DynamoDBClient {
    const client = made.get(region) ?? new DynamoDBClient(clientSettings(region));
    made.set(region, client);
    return client;
  },
  lambda: (region: string) => new LambdaClient({ region, maxAttempts: 1 }),
  secretsManager: (region: string) => new SecretsManagerClient(clientSettings(region)),
};
