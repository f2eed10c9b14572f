import type { RedoubtConfig } from "../../config/parse";
import type { Difference, Parity, Topology } from "../document";
import type { Inventory, Item } from "../inventory";
import { comparable } from "./normalise";
import { reasonFor } from "./reasons";

type Region = Topology["regions"][number];

/** Each standby against the active region, resource by resource and property by property. */
export function parityOf(inventory: Inventory, topology: Topology, config: RedoubtConfig): Parity[] {
  const active = topology.regions.find(({ role }) => role === "active");
  if (!active) return [];
  return topology.regions
    .filter((region) => region !== active)
    .map((counterpart) => compare(inventory, active, counterpart, config));
}

function compare(inventory: Inventory, region: Region, counterpart: Region, config: RedoubtConfig): Parity {
  const here = resourcesOf(inventory, region);
  const there = resourcesOf(inventory, counterpart);
  const differences = [...new Set([...here.keys(), ...there.keys()])].flatMap((id): Difference[] => {
    const [one, other] = [here.get(id), there.get(id)];
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
  return { region: region.region, counterpart: counterpart.region, compared: here.size, differences };
}

/** The resources of a region's stack by type and name; a name that carries the region or a generation is named alike. */
function resourcesOf(inventory: Inventory, { region, stack }: Region): Map<string, Item> {
  const own = inventory.items.filter((item) => item.stack === stack && item.type !== "pulumi:pulumi:Stack");
  return new Map(own.map((item) => [`${item.type} ${item.name.replaceAll(region, "«region»")}`, item]));
}

function differing(
  one: Item,
  other: Item,
  region: Region,
  counterpart: Region,
): Pick<Difference, "property" | "here" | "there">[] {
  const here = comparable(one, region);
  const there = comparable(other, counterpart);
  return [...new Set([...here.keys(), ...there.keys()])]
    .filter((property) => here.get(property) !== there.get(property))
    .map((property) => ({ property, here: here.get(property) ?? "absent", there: there.get(property) ?? "absent" }));
}

function presence(item: Item | undefined): string {
  return item ? "registered" : "absent";
}
