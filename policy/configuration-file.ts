import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "../errors";
import type { PolicyConfiguration } from "./config";

// Not policy.json: the policy runner requires the pack by the path "policy", which Node takes for that file first.
const CONFIGURATION_FILE = "policy-config.json";

/** @throws UserError for a folder that is not that of a policy pack */
export function requirePolicyPacks(folders: readonly string[]): void {
  const missing = folders.find((folder) => !existsSync(join(folder, "PulumiPolicy.yaml")));
  if (missing === undefined) return;
  throw new UserError(
    `--policy-pack: got ${missing}, which has no PulumiPolicy.yaml; name the folder of a policy pack`,
  );
}

/** The file of the policies' configuration in a project's folder, else in the working directory; the engine takes the same. */
export function configurationFileBeside(folder: string): string | undefined {
  return [folder, "."].map((place) => join(place, CONFIGURATION_FILE)).find(existsSync);
}

/**
 * The configuration in a project's folder, else in the working directory; empty where there is none.
 * @throws UserError (exit code 2) where the file is no JSON object
 */
export function configurationBeside(folder: string): PolicyConfiguration {
  const file = configurationFileBeside(folder);
  return file === undefined ? {} : readConfiguration(file);
}

/**
 * The configuration in a file.
 * @throws UserError (exit code 2) where the file cannot be read, or is no JSON object
 */
export function readConfiguration(file: string): PolicyConfiguration {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch {
    throw new UserError(`${file}: cannot be read; name a file with the policies' configuration`, 2);
  }
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as PolicyConfiguration;
  } catch (error) {
    throw new UserError(
      `${file}: got no JSON (${error instanceof Error ? error.message : error}); correct the file`,
      2,
    );
  }
  throw new UserError(
    `${file}: got no object; write { "rule": "advisory" } or { "rule": { "suppressions": [ … ] } }`,
    2,
  );
}
