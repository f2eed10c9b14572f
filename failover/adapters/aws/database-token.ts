import { Signer } from "@aws-sdk/rds-signer";

/**
 * A token by which a database role signs in instead of a password (RDS User Guide, "IAM database authentication"). It is computed
 * on this machine, without a call, and valid for 15 minutes; a connection that it opened stays open.
 */
export function databaseToken(target: {
  hostname: string;
  port: number;
  region: string;
  username: string;
}): Promise<string> {
  return new Signer(target).getAuthToken();
}
