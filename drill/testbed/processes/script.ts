import { existsSync } from "node:fs";

/**
 * The arguments with which Node runs one of the project's own scripts: compiled where it is, through tsx in a checkout.
 * @param path without its ending
 */
export function scriptArguments(path: string): string[] {
  return existsSync(`${path}.js`) ? [`${path}.js`] : ["--require", require.resolve("tsx/cjs"), `${path}.ts`];
}
