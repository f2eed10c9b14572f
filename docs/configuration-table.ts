import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { configSchema } from "../config/schema";

const readme = join(__dirname, "../README.md");
const [begin, end] = ["<!-- configuration: made by npm run readme -->", "<!-- /configuration -->"];

/** README with the table of all configuration keys between its marks. */
export function withConfigurationTable(text: string): string {
  const [before, after] = [text.indexOf(begin), text.indexOf(end)];
  if (before < 0 || after < 0) throw new Error(`README.md: the marks ${begin} and ${end} are not there`);
  const schema = z.toJSONSchema(configSchema, { io: "input", unrepresentable: "any" }) as Schema;
  const table = ["| key | default | what it is |", "| --- | --- | --- |", ...rows("", schema)].join("\n");
  return `${text.slice(0, before)}${begin}\n${table}\n${text.slice(after)}`;
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
    // Sizes read better as one row than as three.
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

if (require.main === module) writeFileSync(readme, withConfigurationTable(readFileSync(readme, "utf8")));
