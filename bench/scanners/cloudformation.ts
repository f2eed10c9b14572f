import type { Resource } from "../../resources/resource";
import {
  BUCKET_PROPERTIES,
  type Properties,
  TRANSLATIONS,
  type Translation,
  upper,
  upperCamelCase,
} from "./cloudformation-types";

/** A CloudFormation template. */
export interface Template {
  Resources: Record<string, { Type: string; Properties: Properties }>;
}

/** A case's resources as a CloudFormation template; undefined where CloudFormation has no such resource. */
export function templateOf(resources: readonly Resource[]): Template | undefined {
  const template: Template = { Resources: {} };
  for (const resource of resources) {
    const kind = kindOf(resource);
    const inputs = withoutDefaults(resource.inputs) as Properties;
    const onBucket = BUCKET_PROPERTIES[kind];
    if (onBucket !== undefined) {
      const bucket = resources.find((other) => kindOf(other) === "s3/bucket");
      const written = bucket && template.Resources[labelOf(bucket)];
      if (!written) return undefined;
      Object.assign(written.Properties, onBucket(inputs));
      continue;
    }
    const translation = TRANSLATIONS[kind];
    if (translation === undefined) return undefined;
    for (const [index, one] of perRange(inputs).entries()) {
      template.Resources[`${labelOf(resource)}${index || ""}`] = {
        Type: translation.type,
        Properties: propertiesOf(one, translation, resource, resources),
      };
    }
  }
  return template;
}

function propertiesOf(
  inputs: Properties,
  { inputs: named = {} }: Translation,
  resource: Resource,
  resources: readonly Resource[],
): Properties {
  const written = Object.entries(inputs).map(([key, value]): Properties => {
    const name = named[key] ?? upper(key);
    return typeof name === "string" ? { [name]: linked(key, value, resource, resources) } : name(value as never);
  });
  return written.reduce(merged, {});
}

/** A rule with several ranges is several rules in CloudFormation. */
function perRange({ cidrBlocks, ...inputs }: Properties): Properties[] {
  return Array.isArray(cidrBlocks)
    ? cidrBlocks.map((range) => ({ ...inputs, cidrIpv4: range }))
    : [{ cidrBlocks, ...inputs }];
}

/** A value that is another resource's id becomes a reference to it. */
function linked(key: string, value: unknown, resource: Resource, resources: readonly Resource[]): unknown {
  const sources = new Set(resource.propertyDependencies[key] ?? []);
  const source = resources.find(
    ({ urn, record }) => sources.has(urn) && typeof value === "string" && record.identities?.includes(value),
  );
  return source && !String(value).startsWith("arn:") ? { Ref: labelOf(source) } : upperCamelCase(value);
}

function merged(left: Properties, right: Properties): Properties {
  const keys = [...new Set([...Object.keys(left), ...Object.keys(right)])];
  return Object.fromEntries(
    keys.map((key) => [key, key in left && key in right ? both(left[key], right[key]) : (left[key] ?? right[key])]),
  );
}

function both(left: unknown, right: unknown): unknown {
  return Array.isArray(left) && Array.isArray(right)
    ? [...left, ...right]
    : { ...(left as object), ...(right as object) };
}

/** The module and name of Pulumi's token: "s3/bucket". */
function kindOf({ type }: Resource): string {
  return /^aws:([^:]+):/.exec(type)?.[1] ?? "";
}

function labelOf({ name }: Resource): string {
  return upper(name.replace(/\W/g, ""));
}

/** Inputs without the marks of the provider's defaults, and without what was not set. */
function withoutDefaults(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutDefaults);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(([key]) => key !== "__defaults");
  return Object.fromEntries(entries.map(([key, item]) => [key, withoutDefaults(item)]));
}
