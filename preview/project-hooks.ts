import { existsSync } from "node:fs";
import { basename, join } from "node:path";
import { UserError } from "../errors";
import type { ProgramHooks } from "../stacks/hooks";
import { hooksOf } from "../stacks/redoubt";
import type { Project } from "./project";

/** Redoubt's own program, which has no hooks: beside the rooms of the sources, or of the compiled files. */
const OWN_PROGRAMS = [join(__dirname, "../index.ts"), join(__dirname, "../../index.ts")];

/**
 * The hooks of a project's program, the file that the Pulumi CLI runs. A project without a program has none.
 * @throws UserError when the program is missing, cannot be loaded, or does not export the result of `redoubt()`
 */
export function projectHooks({ main }: Pick<Project, "main">): ProgramHooks {
  if (main === undefined || OWN_PROGRAMS.includes(main)) return {};
  // Without its hooks, an update would delete the resources that they add.
  if (!["", ".ts", ".js"].some((extension) => existsSync(`${main}${extension}`))) {
    throw new UserError(`main: got ${main}, which does not exist; correct main in Pulumi.yaml, or restore the file`);
  }
  const exported = load(main);
  const hooks = hooksOf(exported) ?? hooksOf((exported as { default?: unknown } | undefined)?.default);
  if (hooks) return hooks;
  throw new UserError(
    `${main}: exports no program of Redoubt; write: import { redoubt } from "pulumi-redoubt/program"; export = redoubt();`,
  );
}

/** Runs a program of TypeScript or JavaScript. */
function load(file: string): unknown {
  const { register } = require("tsx/cjs/api") as typeof import("tsx/cjs/api");
  const unregister = register();
  try {
    return require(file);
  } catch (error) {
    if (error instanceof UserError) throw error;
    const [title = "", detail] = String(error instanceof Error ? error.message : error).split("\n");
    // The first line of a syntax error counts the errors; the second has the location.
    const line = title.endsWith(":") && detail ? detail : title;
    throw new UserError(`${basename(file)}: cannot be loaded: ${line}; correct ${file}`);
  } finally {
    unregister();
  }
}
