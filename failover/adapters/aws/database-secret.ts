import { GetSecretValueCommand, type SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { Refused } from "../../protocol/ports";
import { bounded } from "./bounded";

/** The master user's credentials. Never part of a message or a log. */
export interface DatabaseSecret {
  readonly username: string;
  readonly password: string;
}

/**
 * Reads the database credentials from a region's replica of the secret.
 * @throws Refused when the secret is malformed; the message contains nothing of the secret
 */
export async function databaseSecret(secretArn: string, client: SecretsManagerClient): Promise<DatabaseSecret> {
  const command = new GetSecretValueCommand({ SecretId: secretArn });
  const { SecretString } = await bounded((options) => client.send(command, options));
  const { username, password } = parse(SecretString);
  if (typeof username === "string" && typeof password === "string") return { username, password };
  throw new Refused(`secret ${secretArn}: has no username or no password; expected {"username": …, "password": …}`);
}

function parse(text = ""): { username?: unknown; password?: unknown } {
  try {
    return JSON.parse(text) ?? {};
  } catch {
    return {};
  }
}
