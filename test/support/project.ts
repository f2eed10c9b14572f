import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import { temporaryFolder } from "./temporary-folder";

const shipped = join(__dirname, "../../Pulumi.yaml");

/** Writes the shipped project with changed settings to a new folder, without a program; returns the path of its file. */
export function writeProject(settings: Readonly<Record<string, unknown>> = {}, name = "Pulumi.yaml"): string {
  const { main: _, ...project } = parse(readFileSync(shipped, "utf8"));
  const file = join(temporaryFolder("project"), name);
  writeFileSync(file, stringify({ ...project, config: { ...project.config, ...declared(settings) } }));
  return file;
}

/** Keys and values are under `value` in a Pulumi.yaml. */
function declared(settings: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const entries = Object.entries(settings).map(([key, value]) => {
    const bare = typeof value === "object" && value !== null && !Array.isArray(value) && !("value" in value);
    return [key, bare ? { value } : value];
  });
  return Object.fromEntries(entries);
}
