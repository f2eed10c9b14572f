import type { Resource } from "../../resources/resource";
import { perGraph, type ResourceGraph } from "../../resources/resource-graph";
import { textOf } from "../../resources/text-of";
import {
  EC2_DEFAULT_ROUTE_TABLE,
  EC2_MAIN_ROUTE_TABLE_ASSOCIATION,
  EC2_NAT_GATEWAY,
  EC2_ROUTE,
  EC2_ROUTE_TABLE,
  EC2_ROUTE_TABLE_ASSOCIATION,
  EC2_SUBNET,
  EC2_VPC,
} from "../../resources/types";
import { isUnknown } from "../../resources/unknown";
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

/** The zones of the subnets that use each route table: those that are associated with it, and of a main table those of the VPC that are not. */
function zonesOfTables(graph: ResourceGraph): ReadonlyMap<string, Set<string>> {
  const zones = new Map<string, Set<string>>();
  const use = (table: string, subnet: Resource) => {
    const zone = zoneOf(subnet);
    if (zone !== undefined) zones.set(table, (zones.get(table) ?? new Set()).add(zone));
  };
  const associated = new Set<Resource>();
  for (const association of graph.ofType(EC2_ROUTE_TABLE_ASSOCIATION)) {
    const table = tableOf(association, graph);
    for (const subnet of graph.namedBy(association, "subnetId", EC2_SUBNET)) {
      associated.add(subnet);
      use(table, subnet);
    }
  }
  const mains = mainTables(graph);
  for (const subnet of graph.ofType(EC2_SUBNET)) {
    if (associated.has(subnet)) continue;
    for (const vpc of graph.namedBy(subnet, "vpcId", EC2_VPC)) {
      for (const table of mains.get(vpc.urn) ?? [vpc.urn]) use(table, subnet);
    }
  }
  return zones;
}

/** The main route table of each VPC, by URN, where a resource manages or replaces it. */
function mainTables(graph: ResourceGraph): ReadonlyMap<string, readonly string[]> {
  const managed = graph
    .ofType(EC2_DEFAULT_ROUTE_TABLE)
    .flatMap((table) =>
      vpcsOfMainTable(table, "defaultRouteTableId", graph).map((vpc) => [vpc.urn, table.urn] as const),
    );
  const replaced = graph
    .ofType(EC2_MAIN_ROUTE_TABLE_ASSOCIATION)
    .flatMap((main) => graph.namedBy(main, "vpcId", EC2_VPC).map((vpc) => [vpc.urn, tableOf(main, graph)] as const));
  // The VPC itself is the key of a main table that only routes name.
  return new Map([...managed, ...replaced].map(([vpc, table]) => [vpc, [table, vpc]]));
}

/** The VPCs whose main route table a property names, by its id or as an output of the VPC. */
function vpcsOfMainTable(resource: Resource, property: string, graph: ResourceGraph): readonly Resource[] {
  const id = resource.raw(property);
  const named = graph.ofType(EC2_VPC).filter(({ record: { outputs } }) => {
    const ids = [outputs?.mainRouteTableId, outputs?.defaultRouteTableId];
    return typeof id === "string" && !isUnknown(id) && ids.includes(id);
  });
  return named.length > 0 ? named : graph.namedBy(resource, property, EC2_VPC);
}

function tableOf(resource: Resource, graph: ResourceGraph): string {
  const [table] = graph.namedBy(resource, "routeTableId", EC2_ROUTE_TABLE);
  if (table) return table.urn;
  const [adopted] = graph.namedBy(resource, "routeTableId", EC2_DEFAULT_ROUTE_TABLE);
  if (adopted) return adopted.urn;
  const [vpc] = vpcsOfMainTable(resource, "routeTableId", graph);
  return vpc?.urn ?? textOf(resource.raw("routeTableId"));
}
