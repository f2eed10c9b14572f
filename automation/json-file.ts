import { existsSync, readFileSync, statSync } from "node:fs";
import { UserError } from "../errors";

/**
 * The value in a JSON file that a user named.
 * @param location the file as errors name it: `report.json`, `--outputs: outputs.json`
 * @param fix what to do, for the end of an error
 * @throws UserError when the file does not exist, is a folder or is not JSON
 */
export function readJsonFile(file: string, location: string, fix: string): unknown {
  if (!existsSync(file)) throw new UserError(`${location}: no such file; ${fix}`);
  if (statSync(file).isDirectory()) throw new UserError(`${location}: is a folder; ${fix}`);
  const text = readFileSync(file, "utf8");
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UserError(`${location}: not JSON: ${error instanceof Error ? error.message : error}; ${fix}`);
  }
}
