import type { Resource } from "../../resources/resource";
import { perGraph, type ResourceGraph } from "../../resources/resource-graph";
import {
  EC2_DEFAULT_ROUTE_TABLE,
  EC2_NAT_GATEWAY,
  EC2_ROUTE,
  EC2_ROUTE_TABLE,
  EC2_ROUTE_TABLE_ASSOCIATION,
  EC2_SUBNET,
} from "../../resources/types";
import { zoneOf } from "./zones";

interface Routed {
  /** The route tables, by URN or id. */
  tables: Set<string>;
  /** The known zones of the subnets that use these tables. */
  zones: Set<string>;
}

/** The route tables with a route through a NAT gateway, and the zones of the subnets that use them. */
export function routedThrough(gateway: Resource, graph: ResourceGraph): Routed {
  return byGateway(graph).get(gateway) ?? { tables: new Set(), zones: new Set() };
}

const byGateway = perGraph((graph) => {
  const zones = zonesOfTables(graph);
  const routed = new Map<Resource, Routed>();
  const add = (gateway: Resource, table: string) => {
    const own = routed.get(gateway) ?? { tables: new Set(), zones: new Set() };
    own.tables.add(table);
    for (const zone of zones.get(table) ?? []) own.zones.add(zone);
    routed.set(gateway, own);
  };
  for (const route of graph.ofType(EC2_ROUTE)) {
    for (const gateway of targetsOf(route, "natGatewayId", graph)) add(gateway, tableOf(route, graph));
  }
  for (const table of [...graph.ofType(EC2_ROUTE_TABLE), ...graph.ofType(EC2_DEFAULT_ROUTE_TABLE)]) {
    const routes = table.raw("routes");
    const count = Array.isArray(routes) ? routes.length : 0;
    for (let index = 0; index < count; index++) {
      if (table.raw(`routes.${index}.natGatewayId`) === undefined) continue;
      for (const gateway of targetsOf(table, `routes.${index}.natGatewayId`, graph)) add(gateway, table.urn);
    }
  }
  return routed;
});

function targetsOf(resource: Resource, property: string, graph: ResourceGraph): readonly Resource[] {
  return resource.raw(property) === undefined ? [] : graph.namedBy(resource, property, EC2_NAT_GATEWAY);
}

/** The zones of the subnets that each route table is associated with. */
function zonesOfTables(graph: ResourceGraph): ReadonlyMap<string, Set<string>> {
  const zones = new Map<string, Set<string>>();
  for (const association of graph.ofType(EC2_ROUTE_TABLE_ASSOCIATION)) {
    const table = tableOf(association, graph);
    for (const subnet of graph.namedBy(association, "subnetId", EC2_SUBNET)) {
      const zone = zoneOf(subnet);
      if (zone !== undefined) zones.set(table, (zones.get(table) ?? new Set()).add(zone));
    }
  }
  return zones;
}

function tableOf(resource: Resource, graph: ResourceGraph): string {
  const [table] = graph.namedBy(resource, "routeTableId", EC2_ROUTE_TABLE);
  return table?.urn ?? String(resource.raw("routeTableId"));
}
