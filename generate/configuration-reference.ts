import { z } from "zod";
import { configSchema } from "../config/schema";

const INTRODUCTION = `# Configuration

The keys of a stack's configuration, under \`redoubt:\` in Pulumi.yaml or Pulumi.STACK.yaml. All configuration errors are reported at once,
before any resource is registered. \`REGION\` stands for a region's name; a key without a default is optional where it shows "–".

This page is generated from the schema by \`npm run generate\`.
`;

/** The reference page of all configuration keys, in Markdown. */
export function renderConfigurationReference(): string {
  const schema = z.toJSONSchema(configSchema, { io: "input", unrepresentable: "any" }) as Schema;
  return [INTRODUCTION, "| key | default | description |", "| --- | --- | --- |", ...rows("", schema), ""].join("\n");
}

interface Schema {
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Schema | boolean;
  readonly default?: unknown;
  readonly description?: string;
}

function rows(prefix: string, { properties = {}, required = [] }: Schema): string[] {
  return Object.entries(properties).flatMap(([key, schema]) => {
    const path = `${prefix}${key}`;
    const entry = schema.additionalProperties;
    if (typeof entry === "object" && entry.properties)
      return [row(path, schema, true), ...rows(`${path}.REGION.`, entry)];
    // A size (minimum, desired, maximum) is easier to read as one row than as three.
    if (schema.properties && !("minimum" in schema.properties)) return rows(`${path}.`, schema);
    return [row(path, schema, required.includes(key))];
  });
}

function row(
  path: string,
  { default: value, description = "", enum: choices = [] }: Schema,
  required: boolean,
): string {
  const few = choices.length > 0 && choices.length <= 4 ? ` (${choices.join(", ")})` : "";
  const shown =
    value === undefined
      ? required
        ? "required"
        : "–"
      : `\`${typeof value === "string" ? value : JSON.stringify(value)}\``;
  return `| \`${path}\` | ${shown} | ${description}${few} |`;
}
