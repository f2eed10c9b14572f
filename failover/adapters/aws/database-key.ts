import { createHmac } from "node:crypto";
import { GetSecretValueCommand, type SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { Refused } from "../../protocol/ports";
import { bounded } from "./bounded";

/** What a request for a region's database itself carries, so that the application answers it whatever the lease says. */
export type DatabaseKey = () => Promise<string>;

/**
 * The key that an application asks for at its database: made from the database's password, which the application has anyway,
 * so that there is no second secret to replicate; the password can not be had from it.
 */
export function keyOf(databasePassword: string): string {
  return createHmac("sha256", databasePassword).update("redoubt database-marker").digest("hex");
}

/** The key from the region's replica of the database's credentials; asked for once. */
export function databaseKey(secretArn: string, client: SecretsManagerClient): DatabaseKey {
  let key: Promise<string> | undefined;
  return () => {
    key ??= readKey(secretArn, client).catch((error: unknown) => {
      key = undefined;
      throw error;
    });
    return key;
  };
}

async function readKey(secretArn: string, client: SecretsManagerClient): Promise<string> {
  const { SecretString } = await bounded((options) =>
    client.send(new GetSecretValueCommand({ SecretId: secretArn }), options),
  );
  // The text stays out of every message: it is the password's.
  const password = parsePassword(SecretString);
  if (password === undefined) throw new Refused(`secret ${secretArn}: has no password; it must be {"password": …}`);
  return keyOf(password);
}

function parsePassword(text = ""): string | undefined {
  try {
    const { password } = JSON.parse(text) as { password?: unknown };
    return typeof password === "string" ? password : undefined;
  } catch {
    return undefined;
  }
}
