import * as providerConfig from "@pulumi/aws/config";
import { Provider } from "@pulumi/aws/provider";
import * as pulumi from "@pulumi/pulumi";
import { closest } from "fastest-levenshtein";
import { UserError } from "../errors";

/** The settings by name. Their values are read from the configuration of the running stack. */
const SETTINGS: Readonly<Record<string, unknown>> = providerConfig;
const NAMESPACE = "aws:";
/** Keys that the engine reads itself. The region of a stack follows from the topology. */
const NOT_PASSED = ["region", "version", "pluginDownloadURL"];
/** Settings that can hold credentials: encrypted in the state, also where the configuration has them in plain text. */
const SENSITIVE = [
  "accessKey",
  "secretKey",
  "token",
  "httpProxy",
  "httpsProxy",
  "assumeRoles",
  "assumeRoleWithWebIdentity",
];

/**
 * The AWS provider of a stack, with the settings under `aws:` in the stack's configuration. Pulumi passes these to default providers
 * only.
 * @throws UserError for a key that is not a setting of the provider
 */
export function stackProvider(region: string): Provider {
  const settings: Record<string, unknown> = {};
  const unknown: string[] = [];
  for (const key of Object.keys(pulumi.runtime.allConfig())) {
    const name = key.slice(NAMESPACE.length);
    if (!key.startsWith(NAMESPACE) || NOT_PASSED.includes(name)) continue;
    if (name in SETTINGS) {
      const value = SETTINGS[name];
      settings[name] = SENSITIVE.includes(name) ? pulumi.secret(value) : value;
    } else {
      unknown.push(`${key}: no such setting of the AWS provider; did you mean aws:${closest(name, settingNames())}?`);
    }
  }
  if (unknown.length > 0) throw new UserError(unknown.join("\n"));
  return new Provider("aws", { ...settings, region });
}

function settingNames(): string[] {
  return Object.keys(SETTINGS).filter((name) => name !== "requireRegion");
}
