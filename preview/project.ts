import { existsSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, extname, join, resolve } from "node:path";
import { parse } from "yaml";
import { UserError } from "../errors";
import { checkProjectSettings, checkShared, checkStackSettings, shown } from "./project-settings";

/** A Pulumi project: its file and the stack files in the same folder. */
export interface Project {
  readonly name: string;
  /** Absolute path of the folder of its file. */
  readonly folder?: string;
  /** Absolute path of the program that the Pulumi CLI runs; undefined where the file names none and the folder has no index.ts. */
  readonly main?: string;
  /**
   * The configuration map of a stack, as the engine passes it to the program: the project's configuration, overridden by the stack's
   * own file.
   * @param stack default: the project's configuration only
   */
  config(stack?: string): Record<string, string>;
}

/** Program of a project whose file names none. */
const DEFAULT_MAIN = "index.ts";
/** Names that Pulumi accepts. Source: the SDK, tokens.ValidateProjectName. */
const PROJECT_NAME = /^[\w.-]{1,100}$/;

/** Keys and values of a YAML document. */
type Section = Readonly<Record<string, unknown>>;

/**
 * Reads a project.
 * @param file a Pulumi.yaml
 * @throws UserError if a file does not exist, is not YAML, or is not that of a project of Redoubt
 */
export function readProject(file: string): Project {
  const project = readYaml(file, "a project has name, runtime and config");
  if (typeof project.name !== "string") {
    throw new UserError(`${file}: name: got ${shown(project.name)}; write the project's name`);
  }
  const { name } = project;
  if (!PROJECT_NAME.test(name)) {
    throw new UserError(
      `${file}: name: got ${shown(name)}; use up to 100 letters, digits, hyphens, underscores and periods`,
    );
  }
  const settings = section(project, "config", file);
  checkProjectSettings(settings, name, file);
  const shared = flatten(name, settings, declaredValue);
  const folder = resolve(dirname(file));
  const named = typeof project.main === "string" ? project.main : undefined;
  const main = named ?? (existsSync(join(folder, DEFAULT_MAIN)) ? DEFAULT_MAIN : undefined);
  return {
    name,
    folder,
    ...(main !== undefined && { main: resolve(folder, main) }),
    config(stack) {
      if (stack === undefined) return shared;
      const own = join(dirname(file), `${basename(file, extname(file))}.${stack}${extname(file)}`);
      if (!existsSync(own)) return shared;
      const settingsOfStack = section(readYaml(own, "a stack's file has config", {}), "config", own);
      checkStackSettings(settingsOfStack, name, own);
      const flat = flatten(name, settingsOfStack);
      checkShared(flat, shared, { own, file });
      return { ...shared, ...flat };
    },
  };
}

/** @param whenEmpty the document of an empty file; without it, an empty file is an error */
function readYaml(file: string, contents: string, whenEmpty?: Section): Section {
  if (!existsSync(file)) throw new UserError(`${file}: no such file; give the path of a Pulumi.yaml`);
  if (statSync(file).isDirectory()) {
    throw new UserError(`${file}: is a folder; give the path of its file: ${join(file, "Pulumi.yaml")}`);
  }
  let document: unknown;
  try {
    document = parse(readFileSync(file, "utf8")) ?? whenEmpty;
  } catch (error) {
    const [line = ""] = String(error instanceof Error ? error.message : error).split("\n");
    throw new UserError(`${file}: not YAML: ${line.replace(/:$/, "")}; correct the file`);
  }
  if (document === undefined) throw new UserError(`${file}: is empty; ${contents}`);
  if (!isSection(document)) throw new UserError(`${file}: got ${shown(document)}; ${contents}`);
  return document;
}

function section(document: Section, key: string, file: string): Section {
  const value = document[key] ?? {};
  if (!isSection(value)) throw new UserError(`${file}: ${key}: got ${shown(value)}; write keys and values under it`);
  return value;
}

function isSection(value: unknown): value is Section {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * Follows Pulumi's rules: keys without a namespace belong to the project, and all values become text.
 * @param readValue the value of an entry
 */
function flatten(
  project: string,
  values: Section,
  readValue: (entry: unknown) => unknown = (entry) => entry,
): Record<string, string> {
  const entries = Object.entries(values).flatMap(([key, entry]): [string, string][] => {
    const value = readValue(entry);
    if (value === undefined || value === null) return [];
    return [[key.includes(":") ? key : `${project}:${key}`, typeof value === "string" ? value : JSON.stringify(value)]];
  });
  return Object.fromEntries(entries);
}

/** In a project's file, and only there, keys and values are under `value` or `default`. */
function declaredValue(entry: unknown): unknown {
  if (!isSection(entry)) return entry;
  return "value" in entry ? entry.value : "default" in entry ? entry.default : entry;
}
