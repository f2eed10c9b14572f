import { Signer } from "@aws-sdk/rds-signer";

/**
 * A token with which a database role signs in instead of a password (RDS User Guide, "IAM database authentication"). It is computed
 * locally and is valid for 15 minutes; an open connection outlives it.
 */
export function databaseToken(target: {
  hostname: string;
  port: number;
  region: string;
  username: string;
}): Promise<string> {
  return new Signer(target).getAuthToken();
}
