import { distance } from "fastest-levenshtein";
import { configSchema } from "../config/schema";
import { UserError } from "../errors";

const NAMESPACE = "redoubt";
/** Edits within which a namespace counts as a misspelling of Redoubt's. */
const MISSPELT = 2;
/** Keys on which the stacks must agree, because each stack derives names, roles and the order of updates from them. */
const SHARED = [
  "activeRegion",
  "detachedKeys",
  "domain",
  "homeRegion",
  "hostedZoneId",
  "leaseRegions",
  "quarantined",
  "regions",
  "secretRegion",
];
/** Longest text of a value in a message. */
const SHOWN = 60;

type Settings = Readonly<Record<string, unknown>>;

/** A value in a message. */
export function shown(value: unknown): string {
  if (value === undefined || value === null) return "nothing";
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
}

/**
 * Checks the settings in a Pulumi.yaml before they are parsed.
 * @throws UserError with a line for each error
 */
export function checkProjectSettings(settings: Settings, project: string, file: string): void {
  checkNamespaces(settings, project, file);
  if (!Object.keys(settings).some((key) => namespaceOf(key, project) === NAMESPACE)) {
    throw new UserError(
      `${file}: project ${project} has no setting of Redoubt, such as redoubt:domain; give the Pulumi.yaml of a project that redoubt init made`,
    );
  }
  const bare = Object.entries(settings).filter(([key, entry]) => {
    const object = isObject(entry) && !Array.isArray(entry);
    return object && namespaceOf(key, project) === NAMESPACE && !isDeclared(entry);
  });
  if (bare.length > 0) {
    throw new UserError(
      bare
        .map(([key, entry]) => `${file}: config: ${key}: got ${shown(entry)}; write keys and values under value:`)
        .join("\n"),
    );
  }
}

/**
 * Checks the settings in a stack's file before they are parsed.
 * @throws UserError with a line for each error
 */
export function checkStackSettings(settings: Settings, project: string, file: string): void {
  checkNamespaces(settings, project, file);
  const declared = Object.entries(settings).filter(
    ([key, entry]) => namespaceOf(key, project) === NAMESPACE && isDeclared(entry) && isObject(entry.value),
  );
  if (declared.length > 0) {
    throw new UserError(
      declared
        .map(
          ([key, entry]) =>
            `${file}: config: ${key}: got ${shown(entry)}; in a stack's file, write keys and values without value:`,
        )
        .join("\n"),
    );
  }
}

/** Whether an entry has the form that the Pulumi CLI reads in a project's file only. */
function isDeclared(entry: unknown): entry is { readonly value?: unknown } {
  return isObject(entry) && !Array.isArray(entry) && ("value" in entry || "default" in entry);
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

/**
 * @throws UserError for settings of Redoubt under another namespace, which would be ignored
 */
function checkNamespaces(settings: Settings, project: string, file: string): void {
  const lines = Object.keys(settings).flatMap((key) => {
    const namespace = namespaceOf(key, project);
    const name = key.slice(key.indexOf(":") + 1);
    const own = namespace === project && (name.split(".")[0] ?? "") in configSchema.shape;
    const misspelt = distance(namespace, NAMESPACE) <= MISSPELT;
    if (namespace === NAMESPACE || !(own || misspelt)) return [];
    return [`${file}: config: ${key}: is not read; write redoubt:${name}`];
  });
  if (lines.length > 0) throw new UserError(lines.join("\n"));
}

/**
 * @throws UserError for settings of a stack's file that all stacks share and that differ from the project's
 */
export function checkShared(
  stack: Readonly<Record<string, string>>,
  project: Readonly<Record<string, string>>,
  { own, file }: { readonly own: string; readonly file: string },
): void {
  const lines = SHARED.map((name) => `${NAMESPACE}:${name}`)
    .filter((key) => key in stack && stack[key] !== project[key])
    .map((key) => `${own}: config: ${key}: got ${shown(stack[key])}; all stacks share it, so set it in ${file} only`);
  if (lines.length > 0) throw new UserError(lines.join("\n"));
}

/** A key without a namespace belongs to the project. */
function namespaceOf(key: string, project: string): string {
  return key.includes(":") ? key.slice(0, key.indexOf(":")) : project;
}
