import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Resource } from "../../resources/resource";
import { isSecret } from "../../resources/unknown";
import { RESOURCES } from "./cases";

/** Terraform's names of resource types that are not the module and name of Pulumi's token. */
const TYPES: Readonly<Record<string, string>> = {
  "ebs/volume": "aws_ebs_volume",
  "elb/loadBalancer": "aws_elb",
  "lb/loadBalancer": "aws_lb",
  "rds/instance": "aws_db_instance",
  "rds/parameterGroup": "aws_db_parameter_group",
  "s3/bucketReplicationConfig": "aws_s3_bucket_replication_configuration",
};

/** Modules that Terraform's names leave out. */
const UNNAMED_MODULES = new Set(["ec2", "vpc"]);

/** Calls `scan` with a temporary folder that has the cases as Terraform source, a folder each. */
export function withTerraform<T>(scan: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), "redoubt-scanners-"));
  try {
    for (const [id, resources] of RESOURCES) {
      mkdirSync(join(folder, id));
      writeFileSync(join(folder, id, "main.tf"), terraformOf(resources));
    }
    return scan(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A resource as Terraform source, so that scanners of Terraform read it. */
function terraformOf(resources: readonly Resource[]): string {
  const addresses = new Map(resources.map((resource) => [resource.urn, `${typeOf(resource)}.${labelOf(resource)}`]));
  return resources
    .map((resource) => {
      const body = Object.entries(resource.inputs)
        .filter(([key]) => !key.startsWith("__"))
        .map(([key, value]) => member(key, linked(key, value, resource, resources, addresses), "  "));
      return `resource "${typeOf(resource)}" "${labelOf(resource)}" {\n${body.join("\n")}\n}\n`;
    })
    .join("\n");
}

function typeOf({ type }: Resource): string {
  const [, module = "", file = ""] = /^aws:([^/]+)\/([^:]+):/.exec(type) ?? [];
  const known = TYPES[`${module}/${file}`];
  if (known !== undefined) return known;
  if (module === "vpc") return `aws_vpc_${snake(file)}`;
  return UNNAMED_MODULES.has(module) ? `aws_${snake(file)}` : `aws_${module}_${snake(file)}`;
}

function labelOf({ name }: Resource): string {
  return name.replace(/\W/g, "_");
}

/** A value that is another resource's id or ARN becomes a reference to it. */
function linked(
  key: string,
  value: unknown,
  resource: Resource,
  resources: readonly Resource[],
  addresses: ReadonlyMap<string, string>,
): unknown {
  const sources = new Set(resource.propertyDependencies[key] ?? []);
  const named = resources.find(
    ({ urn, record }) => sources.has(urn) && typeof value === "string" && record.identities?.includes(value),
  );
  if (!named) return value;
  return `\${${addresses.get(named.urn)}.${String(value).startsWith("arn:") ? "arn" : "id"}}`;
}

/** Objects, and lists of objects, are blocks; everything else is an attribute. */
function member(key: string, value: unknown, indent: string): string {
  const name = snake(key);
  if (isSecret(value)) return `${indent}${name} = var.secret`;
  if (name === "tags") return `${indent}tags = ${JSON.stringify(value)}`;
  const blocks = Array.isArray(value) ? value : [value];
  if (blocks.length > 0 && blocks.every((item) => typeof item === "object" && item !== null)) {
    return blocks
      .map((block) => {
        const body = Object.entries(block as object).map(([inner, item]) => member(inner, item, `${indent}  `));
        return `${indent}${Array.isArray(value) ? singular(name) : name} {\n${body.join("\n")}\n${indent}}`;
      })
      .join("\n");
  }
  return `${indent}${name} = ${JSON.stringify(value)}`;
}

function singular(name: string): string {
  if (/ies$/.test(name)) return name.replace(/ies$/, "y");
  return /[^s]s$/.test(name) && name !== "ingress" && name !== "egress" ? name.slice(0, -1) : name;
}

function snake(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`).replace(/^_/, "");
}
