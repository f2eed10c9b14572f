import { existsSync, readFileSync, statSync } from "node:fs";
import { resolve } from "node:path";
import type { TierSettings } from "../components/regional-tier-args";
import type { TierConfig } from "../config/parse";
import type { Role } from "../config/topology";
import { UserError } from "../errors";

/**
 * The settings of a tier in a region's role.
 * @param folder the folder of Pulumi.yaml
 * @throws UserError when the script does not exist or is not a file
 */
export function tierSettings(key: "web" | "application", tier: TierConfig, role: Role, folder: string): TierSettings {
  const { instanceType, userData } = tier;
  const capacity = tier[role];
  if (userData === undefined) return { instanceType, capacity };
  return { instanceType, capacity, userData: readUserData(`${key}.userData`, userData, folder) };
}

/** The text of a script whose path is relative to the folder of Pulumi.yaml. */
function readUserData(key: string, path: string, folder: string): string {
  const file = resolve(folder, path);
  if (!existsSync(file)) {
    throw new UserError(
      `${key}: got ${path}: ${file} does not exist; use a path relative to the folder of Pulumi.yaml`,
    );
  }
  if (!statSync(file).isFile())
    throw new UserError(`${key}: got ${path}: ${file} is not a file; use the path of a script`);
  return readFileSync(file, "utf8");
}
