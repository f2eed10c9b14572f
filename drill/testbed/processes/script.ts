import { existsSync } from "node:fs";

/**
 * Node's arguments to run one of the project's scripts: the compiled file if there is one, otherwise the source through tsx.
 * @param path without its extension
 */
export function scriptArguments(path: string): string[] {
  return existsSync(`${path}.js`) ? [`${path}.js`] : ["--require", require.resolve("tsx/cjs"), `${path}.ts`];
}
