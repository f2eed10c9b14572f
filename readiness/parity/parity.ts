import type { RedoubtConfig } from "../../config/parse";
import { pairCounterparts, type Side } from "../../resources/counterparts";
import type { Resource } from "../../resources/resource";
import type { ResourceGraph } from "../../resources/resource-graph";
import type { Difference, Parity, Topology } from "../document";
import { comparable } from "./normalise";
import { reasonFor } from "./reasons";

type Region = Topology["regions"][number];

/** Each standby against the active region, resource by resource and property by property. */
export function parityOf(inventory: ResourceGraph, topology: Topology, config: RedoubtConfig): Parity[] {
  const active = topology.regions.find(({ role }) => role === "active");
  if (!active) return [];
  return topology.regions
    .filter((region) => region !== active)
    .map((counterpart) => compare(inventory, active, counterpart, config));
}

function compare(inventory: ResourceGraph, region: Region, counterpart: Region, config: RedoubtConfig): Parity {
  const here = sideOf(inventory, region);
  const there = sideOf(inventory, counterpart);
  const pairs = pairCounterparts(here, there);
  const paired = new Set(pairs.values());
  const compared: [Resource | undefined, Resource | undefined][] = [
    ...here.resources.map((item): [Resource, Resource | undefined] => [item, pairs.get(item)]),
    ...there.resources.filter((item) => !paired.has(item)).map((item): [undefined, Resource] => [undefined, item]),
  ];
  const differences = compared.flatMap(([one, other]): Difference[] => {
    const item = one ?? other;
    if (!item) return [];
    const found =
      one && other
        ? differing(one, other, region, counterpart)
        : [{ property: "", here: presence(one), there: presence(other) }];
    return found.map((difference) => {
      const reason = reasonFor(difference.property, { config, item, region, counterpart, here: difference.here });
      return {
        resource: item.name,
        type: item.type,
        ...difference,
        configured: reason !== undefined,
        reason: reason ?? "nothing in the configuration asks for it",
      };
    });
  });
  return { region: region.region, counterpart: counterpart.region, compared: here.resources.length, differences };
}

/** What the stack of a region registers, the stack itself aside. */
function sideOf(inventory: ResourceGraph, { region, stack }: Region): Side {
  const resources = inventory.resources.filter((item) => item.stack === stack && item.type !== "pulumi:pulumi:Stack");
  return { region, stack, resources };
}

function differing(
  one: Resource,
  other: Resource,
  region: Region,
  counterpart: Region,
): Pick<Difference, "property" | "here" | "there">[] {
  const here = comparable(one, region);
  const there = comparable(other, counterpart);
  return [...new Set([...here.keys(), ...there.keys()])]
    .filter((property) => here.get(property) !== there.get(property))
    .map((property) => ({ property, here: here.get(property) ?? "absent", there: there.get(property) ?? "absent" }));
}

function presence(item: Resource | undefined): string {
  return item ? "registered" : "absent";
}
