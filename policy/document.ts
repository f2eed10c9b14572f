import { z } from "zod";
import { UserError } from "../errors";
import type { PreviewDocument } from "../preview/document";
import { graphOfPreview } from "../resources/from-preview";
import { type ExportedResource, graphOfExport } from "../resources/from-stack-export";
import type { ResourceGraph } from "../resources/resource-graph";

const dependencies = z.record(z.string(), z.array(z.string()).nullable());
const properties = z.record(z.string(), z.unknown());

const exported = z.looseObject({
  urn: z.string(),
  type: z.string(),
  id: z.string().optional(),
  inputs: properties.optional(),
  outputs: properties.optional(),
  dependencies: z.array(z.string()).nullish(),
  propertyDependencies: dependencies.optional(),
});

const stackExport = z.looseObject({
  // An empty stack's export has no resources at all.
  deployment: z.looseObject({ resources: z.array(exported).default([]) }),
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

/** How many faults of a document are told: the first ones show what is wrong with the rest. */
const faultsTold = 5;

/**
 * The graph that a document tells of: what `pulumi stack export` writes, or `redoubt preview --json`.
 * @param name where the text came from, for messages
 * @throws UserError (exit code 2) saying what is wrong where it is neither
 */
export function parseGraph(text: string, name: string): ResourceGraph {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw fault(name, `got no JSON (${error instanceof Error ? error.message : String(error)})`);
  }
  if (has(value, "deployment"))
    return graphOfExport(parse(stackExport, value, name).deployment.resources as ExportedResource[]);
  if (has(value, "stacks")) return graphOfPreview(parse(preview, value, name) as unknown as PreviewDocument);
  throw fault(name, "got JSON with neither deployment nor stacks");
}

function has(value: unknown, key: string): boolean {
  return typeof value === "object" && value !== null && Object.hasOwn(value, key);
}

function parse<T>(schema: z.ZodType<T>, value: unknown, name: string): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const told = parsed.error.issues.slice(0, faultsTold).map((issue) => `${issue.path.join(".")}: ${issue.message}`);
  const more = parsed.error.issues.length - told.length;
  throw fault(name, `${told.join("; ")}${more > 0 ? `; and ${more} more` : ""}`);
}

function fault(name: string, what: string): UserError {
  return new UserError(`${name}: ${what}; give what \`pulumi stack export\` or \`redoubt preview --json\` writes`, 2);
}
