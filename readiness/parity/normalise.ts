import { withoutGeneration } from "../../resources/counterparts";
import type { Resource } from "../../resources/resource";
import type { Topology } from "../document";

type Region = Topology["regions"][number];

/** A property of a resource as it compares with its counterpart's: where it comes from another resource, by that one's name. */
export type Properties = ReadonlyMap<string, string>;

/** A resource's properties, flat, with the region's own names taken out. */
export function comparable(item: Resource, region: Region): Properties {
  const properties = new Map<string, string>();
  const neutral = neutralised(region);
  for (const [name, value] of Object.entries(item.inputs)) {
    const sources = item.propertyDependencies[name] ?? [];
    // What is computed has ids and names of the cloud's making in it: compared is what it is computed from.
    if (sources.length > 0)
      properties.set(
        name,
        `from ${sources
          .map((urn) => neutral(shortName(urn)))
          .toSorted()
          .join(", ")}`,
      );
    else flatten(name, value, (path, text) => properties.set(path, neutral(text)));
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

/** The region, its stack, its role and the generation of its database may differ: they are replaced by placeholders. */
function neutralised({ region, stack, role }: Region): (text: string) => string {
  const same: Readonly<Record<string, string>> = { [stack]: "«stack»", [role]: "«role»" };
  return (text) => same[text] ?? withoutGeneration(text.replaceAll(region, "«region»"));
}
