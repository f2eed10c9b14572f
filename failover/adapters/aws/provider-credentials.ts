import { readFileSync } from "node:fs";
import type { Credentials } from "@aws-sdk/client-sts";
import { bounded, clientSettings } from "./bounded";

/** Credentials of an AWS client: a profile, or keys; the default chain where both are absent. */
export interface ClientCredentials {
  readonly profile?: string;
  readonly credentials?: { accessKeyId: string; secretAccessKey: string; sessionToken?: string };
}

interface Role {
  readonly roleArn?: string;
  readonly sessionName?: string;
  readonly externalId?: string;
  readonly webIdentityToken?: string;
  readonly webIdentityTokenFile?: string;
}

const SESSION_NAME = "redoubt";

/**
 * The credentials of the stack's provider, for the program's own calls. Calls to another account than the provider's would find no
 * lease, and the update guard would permit every update.
 * @param settings the stack's configuration, with namespaces
 * @param region of the STS endpoint
 * @throws Error of STS when a role cannot be assumed
 */
export async function providerCredentials(
  settings: Readonly<Record<string, string>>,
  region: string,
): Promise<ClientCredentials> {
  const { "aws:accessKey": accessKeyId, "aws:secretKey": secretAccessKey, "aws:token": sessionToken } = settings;
  let current: ClientCredentials =
    accessKeyId && secretAccessKey
      ? { credentials: { accessKeyId, secretAccessKey, sessionToken } }
      : { profile: settings["aws:profile"] };
  const identity = settings["aws:assumeRoleWithWebIdentity"];
  if (identity) current = await assume(JSON.parse(identity), current, region);
  for (const role of JSON.parse(settings["aws:assumeRoles"] ?? "[]")) current = await assume(role, current, region);
  return current;
}

async function assume(role: Role, current: ClientCredentials, region: string): Promise<ClientCredentials> {
  // Loaded lazily, because most stacks assume no role.
  const sts = require("@aws-sdk/client-sts") as typeof import("@aws-sdk/client-sts");
  const client = new sts.STSClient({ ...clientSettings(region), ...current });
  const input = { RoleArn: role.roleArn, RoleSessionName: role.sessionName ?? SESSION_NAME };
  const token = role.webIdentityToken ?? (role.webIdentityTokenFile && readFileSync(role.webIdentityTokenFile, "utf8"));
  const { Credentials } = await bounded((options) =>
    token
      ? client.send(new sts.AssumeRoleWithWebIdentityCommand({ ...input, WebIdentityToken: token }), options)
      : client.send(new sts.AssumeRoleCommand({ ...input, ExternalId: role.externalId }), options),
  );
  return { credentials: keysOf(Credentials) };
}

function keysOf({ AccessKeyId = "", SecretAccessKey = "", SessionToken }: Partial<Credentials> = {}) {
  return { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
}
