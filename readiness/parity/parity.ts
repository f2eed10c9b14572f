import type { RedoubtConfig } from "../../config/parse";
import { pairCounterparts, type Side } from "../../resources/counterparts";
import type { Resource } from "../../resources/resource";
import type { ResourceGraph } from "../../resources/resource-graph";
import type { Difference, Parity, Topology } from "../document";
import { comparableProperties, neutraliser } from "./normalise";
import { reasonFor } from "./reasons";

type Region = Topology["regions"][number];
type Values = Pick<Difference, "property" | "active" | "standby">;

/** Compares each standby region with the active region, resource by resource and property by property. */
export function parityOf(inventory: ResourceGraph, topology: Topology, config: RedoubtConfig): Parity[] {
  const active = topology.regions.find(({ role }) => role === "active");
  if (!active) return [];
  return topology.regions
    .filter((region) => region !== active)
    .map((standby) => compare(inventory, active, standby, config));
}

function compare(inventory: ResourceGraph, active: Region, standby: Region, config: RedoubtConfig): Parity {
  const [inActive, inStandby] = [sideOf(inventory, active), sideOf(inventory, standby)];
  const pairs = pairCounterparts(inActive, inStandby);
  const paired = new Set(pairs.values());
  const compared: [Resource | undefined, Resource | undefined][] = [
    ...inActive.resources.map((item): [Resource, Resource | undefined] => [item, pairs.get(item)]),
    ...inStandby.resources.filter((item) => !paired.has(item)).map((item): [undefined, Resource] => [undefined, item]),
  ];
  const differences = compared.flatMap(([one, other]): Difference[] => {
    const item = one ?? other;
    if (!item) return [];
    const found =
      one && other
        ? compareProperties(
            comparableProperties(one, neutraliser(active)),
            comparableProperties(other, neutraliser(standby)),
          )
        : [{ property: "", active: presence(one), standby: presence(other) }];
    return found.map((values) => {
      const context = { config, item, activeRegion: active, standbyRegion: standby, value: values.active };
      const reason = reasonFor(values.property, context);
      return {
        resource: item.name,
        type: item.type,
        ...values,
        configured: reason !== undefined,
        reason: reason ?? "not explained by the configuration",
      };
    });
  });
  return {
    activeRegion: active.region,
    standbyRegion: standby.region,
    compared: inActive.resources.length,
    differences,
  };
}

/** The resources of a region's stack, without the stack itself. */
function sideOf(inventory: ResourceGraph, { region, stack }: Region): Side {
  const resources = inventory.resources.filter((item) => item.stack === stack && item.type !== "pulumi:pulumi:Stack");
  return { region, stack, resources };
}

function compareProperties(active: ReadonlyMap<string, string>, standby: ReadonlyMap<string, string>): Values[] {
  return [...new Set([...active.keys(), ...standby.keys()])]
    .filter((property) => active.get(property) !== standby.get(property))
    .map((property) => ({
      property,
      active: active.get(property) ?? "absent",
      standby: standby.get(property) ?? "absent",
    }));
}

function presence(item: Resource | undefined): string {
  return item ? "registered" : "absent";
}
