import { z } from "zod";
import { UserError } from "../../errors";
import type { PreviewDocument } from "../../preview/document";
import { recordsOfPreview } from "../../resources/from-preview";
import { type ExportedResource, recordsOfExport } from "../../resources/from-stack-export";
import type { ResourceRecord } from "../../resources/resource";
import { ResourceGraph } from "../../resources/resource-graph";

const dependencies = z.record(z.string(), z.array(z.string()).nullable());
const properties = z.record(z.string(), z.unknown());

const exported = z.looseObject({
  urn: z.string(),
  type: z.string(),
  id: z.string().optional(),
  inputs: properties.nullish(),
  outputs: properties.nullish(),
  parent: z.string().optional(),
  provider: z.string().optional(),
  dependencies: z.array(z.string()).nullish(),
  propertyDependencies: dependencies.nullish(),
  protect: z.boolean().optional(),
  external: z.boolean().optional(),
  delete: z.boolean().optional(),
  sourcePosition: z.string().optional(),
});

const resources = z.array(exported).nullish();

/** What `pulumi stack export` writes; an empty stack's has no resources at all. */
const stackExport = z.looseObject({ deployment: z.looseObject({ resources }).nullable() });

/** A stack's state as a self-managed backend stores it. */
const checkpoint = z.looseObject({ checkpoint: z.looseObject({ latest: z.looseObject({ resources }).nullish() }) });

/** What `pulumi preview --json` writes. */
const enginePreview = z.looseObject({
  steps: z.array(z.looseObject({ op: z.string(), newState: exported.nullish() })).nullish(),
  diagnostics: z.array(z.looseObject({ severity: z.string(), message: z.string() })).nullish(),
});

const previewed = z.looseObject({
  urn: z.string(),
  type: z.string(),
  name: z.string(),
  region: z.string().nullable(),
  inputs: properties,
  dependencies: z.array(z.string()),
  propertyDependencies: z.record(z.string(), z.array(z.string())),
});

/** What `redoubt preview --json` writes. */
const preview = z.looseObject({
  stacks: z.array(
    z.looseObject({
      stack: z.string(),
      region: z.string().nullable(),
      role: z.enum(["active", "standby"]).nullable(),
      resources: z.array(previewed),
    }),
  ),
});

/** How many errors of a document are reported: the first ones show what is wrong with the rest. */
const REPORTED_ERRORS = 5;

/** A text to parse, and its name for messages. */
export interface NamedText {
  name: string;
  text: string;
}

/**
 * The resources that documents describe, in one graph. A document is what `pulumi stack export`, `pulumi preview --json` or
 * `redoubt preview --json` writes, or a state file of a backend.
 * @throws UserError (exit code 2) with what is wrong where a document is none of these
 */
export function parseGraph(documents: readonly NamedText[]): ResourceGraph {
  const records = new Map<string, ResourceRecord>();
  for (const document of documents) {
    for (const record of recordsOf(document)) if (!records.has(record.urn)) records.set(record.urn, record);
  }
  return new ResourceGraph([...records.values()]);
}

function recordsOf({ name, text }: NamedText): ResourceRecord[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw invalid(name, `got no JSON (${error instanceof Error ? error.message : String(error)})`);
  }
  if (has(value, "deployment")) return recordsOfExport(parse(stackExport, value, name).deployment?.resources ?? []);
  if (has(value, "checkpoint")) {
    return recordsOfExport(parse(checkpoint, value, name).checkpoint.latest?.resources ?? []);
  }
  if (has(value, "steps") || has(value, "diagnostics")) return recordsOfEnginePreview(name, value);
  if (has(value, "stacks")) return recordsOfPreview(parse(preview, value, name) as unknown as PreviewDocument);
  throw invalid(name, "got JSON with neither deployment, checkpoint, steps nor stacks");
}

/** @throws UserError where the preview failed: its resources are then incomplete */
function recordsOfEnginePreview(name: string, value: unknown): ResourceRecord[] {
  const { steps, diagnostics } = parse(enginePreview, value, name);
  const failure = diagnostics?.find(({ severity }) => severity === "error");
  if (failure) {
    // The engine marks colors as <{%red%}>.
    const message = failure.message.replace(/<\{%.*?%\}>/g, "").trim();
    throw new UserError(`${name}: the preview failed: ${message}; correct the program and preview again`, 2);
  }
  return recordsOfExport(plannedStates(steps ?? []));
}

/** The states that an update would leave: each resource once, without those that it would delete. */
function plannedStates(steps: readonly { op: string; newState?: ExportedResource | null }[]): ExportedResource[] {
  const states = new Map<string, ExportedResource>();
  for (const { op, newState } of steps) {
    if (newState && !/^(delete|discard|remove)/.test(op)) states.set(newState.urn, newState);
  }
  return [...states.values()];
}

function has(value: unknown, key: string): boolean {
  return typeof value === "object" && value !== null && Object.hasOwn(value, key);
}

function parse<T>(schema: z.ZodType<T>, value: unknown, name: string): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const shown = parsed.error.issues
    .slice(0, REPORTED_ERRORS)
    .map((issue) => `${issue.path.join(".")}: ${issue.message}`);
  const more = parsed.error.issues.length - shown.length;
  throw invalid(name, `${shown.join("; ")}${more > 0 ? `; and ${more} more` : ""}`);
}

function invalid(name: string, what: string): UserError {
  return new UserError(
    `${name}: ${what}; pass what \`pulumi stack export\`, \`pulumi preview --json\` or \`redoubt preview --json\` writes, or a state file`,
    2,
  );
}
