import { withoutGeneration } from "../../resources/counterparts";
import type { Resource } from "../../resources/resource";
import type { Topology } from "../document";

/** Replaces the names of a region, its zones, its stack and its role by placeholders, because they always differ between regions. */
export type Neutralise = (text: string) => string;

export function neutraliser({ region, stack, role }: Topology["regions"][number]): Neutralise {
  const placeholders: Readonly<Record<string, string>> = { [stack]: "«stack»", [role]: "«role»" };
  // Which letters a region's zones have differs from region to region and from account to account.
  const zone = new RegExp(`^${region}[a-z]$`);
  return (text) => placeholders[text] ?? text.replace(zone, "«zone»").replaceAll(region, "«region»");
}

/** A logical name without its region and without the generation of a rebuilt database (`-g2`). */
export function neutralName(name: string, neutral: Neutralise): string {
  return withoutGeneration(neutral(name));
}

/** A resource's flattened properties. A value computed from other resources is given as their names. */
export function comparableProperties(item: Resource, neutral: Neutralise): ReadonlyMap<string, string> {
  const properties = new Map<string, string>();
  for (const [name, value] of Object.entries(item.inputs)) {
    const sources = item.propertyDependencies[name] ?? [];
    // Computed values contain ids that AWS generates, so their sources are compared instead.
    if (sources.length > 0) {
      const names = sources.map((urn) => neutralName(shortName(urn), neutral));
      properties.set(name, `from ${names.toSorted().join(", ")}`);
    } else {
      flatten(name, value, (path, text) => properties.set(path, neutral(text)));
    }
  }
  return properties;
}

function flatten(path: string, value: unknown, add: (path: string, text: string) => void): void {
  if (typeof value === "object" && value !== null) {
    for (const [key, item] of Object.entries(value)) flatten(`${path}.${key}`, item, add);
  } else {
    add(path, String(value));
  }
}

function shortName(urn: string): string {
  const [, , type = "", name = ""] = urn.split("::");
  return `${type.split("$").at(-1)} ${name}`;
}
