import { existsSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, extname, join, resolve } from "node:path";
import { parse } from "yaml";
import { UserError } from "../errors";
import { checkNamespaces, checkProjectSettings, checkShared, shown } from "./project-settings";

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
  const settings = section(project, "config", file);
  checkProjectSettings(settings, name, file);
  const shared = flatten(name, settings);
  const folder = resolve(dirname(file));
  const main = typeof project.main === "string" ? project.main : "index.ts";
  return {
    name,
    folder,
    main: resolve(folder, main),
    config(stack) {
      if (stack === undefined) return shared;
      const own = join(dirname(file), `${basename(file, extname(file))}.${stack}${extname(file)}`);
      if (!existsSync(own)) return shared;
      const settingsOfStack = section(readYaml(own, "a stack's file has config", {}), "config", own);
      checkNamespaces(settingsOfStack, name, own);
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

/** Follows Pulumi's rules: keys without a namespace belong to the project, structured values are under `value`, all values become text. */
function flatten(project: string, values: Section): Record<string, string> {
  const entries = Object.entries(values).flatMap(([key, entry]): [string, string][] => {
    const declared = isSection(entry) ? entry : undefined;
    const value =
      declared && "value" in declared ? declared.value : declared && "default" in declared ? declared.default : entry;
    if (value === undefined || value === null) return [];
    return [[key.includes(":") ? key : `${project}:${key}`, typeof value === "string" ? value : JSON.stringify(value)]];
  });
  return Object.fromEntries(entries);
}
