import { readFileSync } from "node:fs";
import { parse } from "yaml";
import type { PreviewDocument, PreviewedResource, PreviewedStack } from "../../preview/document";
import { preview } from "../../preview/preview";
import type { Project } from "../../preview/project";

/** Values under redoubt:, as in Pulumi.yaml. */
export type Settings = Readonly<Record<string, unknown>>;

const shipped = parse(readFileSync("Pulumi.yaml", "utf8")).config as Record<string, { value?: unknown }>;

/** The shipped configuration, as values. */
export const shippedSettings: Settings = Object.fromEntries(
  Object.entries(shipped)
    .filter(([key]) => key.startsWith("redoubt:"))
    .map(([key, entry]) => [key.replace("redoubt:", ""), entry.value ?? entry]),
);

/** A configuration map as the engine provides it: text by key. An undefined value removes the key. */
export function configMap(settings: Settings): Record<string, string> {
  const entries = Object.entries({ ...shippedSettings, ...settings }).filter(([, value]) => value !== undefined);
  return Object.fromEntries(
    entries.map(([key, value]) => [`redoubt:${key}`, typeof value === "string" ? value : JSON.stringify(value)]),
  );
}

/** The shipped project with changed settings. */
export function projectWith(settings: Settings = {}): Project {
  const config = configMap(settings);
  return { name: "redoubt", config: () => config };
}

const documents = new Map<string, Promise<PreviewDocument>>();

/** The preview of the real program; cached per configuration. */
export function previewed(settings: Settings = {}): Promise<PreviewDocument> {
  const key = JSON.stringify(settings);
  const document = documents.get(key) ?? preview(projectWith(settings));
  documents.set(key, document);
  return document;
}

export function stackOf({ stacks }: PreviewDocument, name: string): PreviewedStack {
  const found = stacks.find(({ stack }) => stack === name);
  if (!found) throw new Error(`no stack ${name} among ${stacks.map(({ stack }) => stack)}`);
  return found;
}

/** Every resource of a type; the provider prefix `aws:` may be omitted. */
export function ofType({ resources }: PreviewedStack, type: string): PreviewedResource[] {
  return resources.filter((resource) => resource.type === type || resource.type === `aws:${type}`);
}

/** The only resource of a type whose name contains the text. */
export function one(stack: PreviewedStack, type: string, name = ""): PreviewedResource {
  const found = ofType(stack, type).filter((resource) => resource.name.includes(name));
  if (found.length !== 1 || !found[0]) {
    throw new Error(
      `${stack.stack}: ${found.length} of ${type} with ${name || "any name"}: ${found.map((each) => each.name)}`,
    );
  }
  return found[0];
}

/** A JSON policy from a resource's inputs. */
export function policyOf(resource: PreviewedResource, input = "policy"): { Statement: Statement[] } {
  return JSON.parse(String(resource.inputs[input]));
}

export interface Statement {
  readonly Sid?: string;
  readonly Effect: string;
  readonly Action: string | string[];
  readonly Resource: string | string[];
  readonly Principal?: unknown;
  readonly Condition?: Record<string, Record<string, unknown>>;
}

/** The shipped configuration after a failover to us-west-1, with the two lines that the failover prints. */
export const swapped: Settings = { activeRegion: "us-west-1", quarantined: ["us-east-1"] };

/** The shipped regions and a third one. */
export const threeRegions: Settings = {
  regions: { ...(shippedSettings.regions as object), "eu-west-1": { stack: "third", cidr: "10.30.0.0/16" } },
};
