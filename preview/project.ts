import { existsSync, readFileSync } from "node:fs";
import { basename, dirname, extname, join, resolve } from "node:path";
import { parse } from "yaml";
import { UserError } from "../errors";

/** A Pulumi project: its file and the stack files in the same folder. */
export interface Project {
  readonly name: string;
  /** Absolute path of the folder of its file. */
  readonly folder?: string;
  /** Absolute path of the program that the Pulumi CLI runs. */
  readonly main?: string;
  /**
   * The configuration map of a stack, as the engine passes it to the program: the project's configuration, overridden by the stack's
   * own file.
   * @param stack default: the project's configuration only
   */
  config(stack?: string): Record<string, string>;
}

type Section = Readonly<Record<string, unknown>>;

/**
 * Reads a project.
 * @param file a Pulumi.yaml
 * @throws UserError if a file does not exist or is not YAML
 */
export function readProject(file: string): Project {
  const project = readYaml(file);
  const name = String(project.name);
  const shared = flatten(name, section(project, "config", file));
  const folder = resolve(dirname(file));
  const main = typeof project.main === "string" ? project.main : "index.ts";
  return {
    name,
    folder,
    main: resolve(folder, main),
    config(stack) {
      if (stack === undefined) return shared;
      const own = join(dirname(file), `${basename(file, extname(file))}.${stack}${extname(file)}`);
      return existsSync(own) ? { ...shared, ...flatten(name, section(readYaml(own), "config", own)) } : shared;
    },
  };
}

function readYaml(file: string): Section {
  if (!existsSync(file)) throw new UserError(`${file}: no such file; give the path of a Pulumi.yaml`);
  try {
    return (parse(readFileSync(file, "utf8")) ?? {}) as Section;
  } catch (error) {
    throw new UserError(`${file}: not YAML: ${error instanceof Error ? error.message : error}`);
  }
}

function section(document: Section, key: string, file: string): Section {
  const value = document[key] ?? {};
  if (typeof value !== "object" || Array.isArray(value)) {
    throw new UserError(`${file}: ${key}: got ${JSON.stringify(value)}; write keys and values under it`);
  }
  return value as Section;
}

/** Follows Pulumi's rules: keys without a namespace belong to the project, structured values are under `value`, all values become text. */
function flatten(project: string, values: Section): Record<string, string> {
  const entries = Object.entries(values).flatMap(([key, entry]): [string, string][] => {
    const declared =
      typeof entry === "object" && entry !== null && !Array.isArray(entry) ? (entry as Section) : undefined;
    const value =
      declared && "value" in declared ? declared.value : declared && "default" in declared ? declared.default : entry;
    if (value === undefined || value === null) return [];
    return [[key.includes(":") ? key : `${project}:${key}`, typeof value === "string" ? value : JSON.stringify(value)]];
  });
  return Object.fromEntries(entries);
}
