import type { Resource } from "../../../resources/resource";
import { perGraph, type ResourceGraph } from "../../../resources/resource-graph";
import { textOf } from "../../../resources/text-of";
import { activeOf, type Site, siteOf } from "../../../resources/topology";
import { AWSX_VPC, EC2_SUBNET, EC2_VPC, EC2_VPC_ENDPOINT } from "../../../resources/types";
import { range } from "../../facts/cidr-range";
import { defineRule } from "../../rule";

export default defineRule({
  description: "The VPCs of different regions do not overlap, span at least two zones and have the same endpoints.",
  rationale:
    "Overlapping networks cannot be connected. An endpoint that one region lacks is missing after the failover.",
  severity: "high",
  category: "recovery across regions",
  remediation: "Use a separate CIDR block, two zones and the same endpoints in each region.",
  frameworks: {},
  types: [EC2_VPC, AWSX_VPC],
  scope: "graph",
  comparesRegions: true,
  check(vpc, { graph }) {
    vpc.read("cidrBlock");
    const other = overlapping(graph).get(vpc);
    if (other)
      return `${vpc.text("cidrBlock")} overlaps ${other.text("cidrBlock")} of ${other.name} in ${other.region}`;
    if (vpc.type === AWSX_VPC && zoneCount(vpc) < 2) return "it spans fewer than two zones";
    if (oneZone(vpc, graph)) return "its subnets are in one zone";
    if (!siteOf(vpc, graph, "standby")) return undefined;
    const missing = services(activeOf(graph)).filter((service) => !servicesOf(vpc, graph).includes(service));
    return missing.length > 0 ? `it has no endpoint for ${missing.join(", ")}` : undefined;
  },
});

/** For each network that overlaps one of another region, one such; found by walking the ranges in order. */
const overlapping = perGraph((graph) => {
  const networks = [...graph.ofType(EC2_VPC), ...graph.ofType(AWSX_VPC)]
    .filter((vpc) => typeof vpc.raw("cidrBlock") === "string" && vpc.region !== null)
    .map((vpc) => ({ vpc, ...range(textOf(vpc.raw("cidrBlock"))) }))
    .sort((a, b) => a.first - b.first);
  const found = new Map<Resource, Resource>();
  // For each region, the network whose range ends last so far.
  const reaching = new Map<string | null, (typeof networks)[number]>();
  for (const network of networks) {
    for (const [region, earlier] of reaching) {
      if (region !== network.vpc.region && earlier.last >= network.first) found.set(network.vpc, earlier.vpc);
    }
    const same = reaching.get(network.vpc.region);
    if (!same || same.last < network.last) reaching.set(network.vpc.region, network);
  }
  return found;
});

/** Zones of an awsx network; three where neither their names nor their number is given. */
function zoneCount(vpc: Resource): number {
  return vpc.texts("availabilityZoneNames").length || (vpc.number("numberOfAvailabilityZones") ?? 3);
}

function oneZone(vpc: Resource, graph: ResourceGraph): boolean {
  if (vpc.type === AWSX_VPC) return false;
  const zones = graph.referringTo(vpc, EC2_SUBNET, "vpcId").map((subnet) => subnet.text("availabilityZone"));
  return zones.length > 0 && !zones.includes(undefined) && new Set(zones).size < 2;
}

/** The services that a regional stack's endpoints reach, without the region in their names. */
function services({ resources }: Site): string[] {
  return namesOf(resources.filter((resource) => resource.type === EC2_VPC_ENDPOINT));
}

function servicesOf(vpc: Resource, graph: ResourceGraph): string[] {
  return namesOf(graph.ofType(EC2_VPC_ENDPOINT).filter((endpoint) => endpoint.record.stack === vpc.record.stack));
}

function namesOf(endpoints: readonly Resource[]): string[] {
  return [
    ...new Set(endpoints.map((endpoint) => (endpoint.text("serviceName") ?? "").replace(endpoint.region ?? "", "*"))),
  ];
}
