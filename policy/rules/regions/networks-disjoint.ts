import { type Estate, perEstate } from "../../estate/estate";
import type { Resource } from "../../estate/resource";
import { activeOf, type RegionalStack, stackOf } from "../../estate/topology";
import { defineRule } from "../../rule";
import { range } from "./cidr-range";

const componentType = "awsx:ec2:Vpc";
const endpointType = "aws:ec2/vpcEndpoint:VpcEndpoint";

export const networksDisjoint = defineRule({
  name: "networks-disjoint",
  what: "The networks of the regions do not overlap, have two zones at least, and reach the same services.",
  why: "Networks that overlap cannot be joined; an endpoint missing on one side is missed after the failover.",
  severity: "high",
  concern: "recovery across regions",
  remediation: "Give every region its own CIDR, two zones and the same endpoints.",
  frameworks: {},
  types: ["aws:ec2/vpc:Vpc", "awsx:ec2:Vpc"],
  scope: "estate",
  check(vpc, { estate }) {
    vpc.read("cidrBlock");
    const other = overlapping(estate).get(vpc);
    if (other)
      return `${vpc.text("cidrBlock")} overlaps ${other.text("cidrBlock")} of ${other.name} in ${other.region}`;
    if (vpc.type === componentType && (vpc.number("numberOfAvailabilityZones") ?? 3) < 2)
      return "numberOfAvailabilityZones is below 2";
    if (oneZone(vpc, estate)) return "its subnets lie in one zone";
    if (!stackOf(vpc, estate, "standby")) return undefined;
    const missing = services(activeOf(estate)).filter((service) => !servicesOf(vpc, estate).includes(service));
    return missing.length > 0 ? `it has no endpoint for ${missing.join(", ")}` : undefined;
  },
});

/** For each network that overlaps one of another region, one such; found by walking the ranges in order. */
const overlapping = perEstate((estate) => {
  const networks = [...estate.ofType("aws:ec2/vpc:Vpc"), ...estate.ofType(componentType)]
    .filter((vpc) => typeof vpc.raw("cidrBlock") === "string" && vpc.region !== null)
    .map((vpc) => ({ vpc, ...range(String(vpc.raw("cidrBlock"))) }))
    .sort((a, b) => a.first - b.first);
  const found = new Map<Resource, Resource>();
  // The network that reaches furthest so far, of each region.
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

function oneZone(vpc: Resource, estate: Estate): boolean {
  if (vpc.type === componentType) return false;
  const zones = estate
    .referringTo(vpc, "aws:ec2/subnet:Subnet", "vpcId")
    .map((subnet) => subnet.text("availabilityZone"));
  return zones.length > 0 && !zones.includes(undefined) && new Set(zones).size < 2;
}

/** The services that a regional stack's endpoints reach, without the region in their names. */
function services({ resources }: RegionalStack): string[] {
  return namesOf(resources.filter((resource) => resource.type === endpointType));
}

function servicesOf(vpc: Resource, estate: Estate): string[] {
  return namesOf(estate.ofType(endpointType).filter((endpoint) => endpoint.record.stack === vpc.record.stack));
}

function namesOf(endpoints: readonly Resource[]): string[] {
  return [
    ...new Set(endpoints.map((endpoint) => (endpoint.text("serviceName") ?? "").replace(endpoint.region ?? "", "*"))),
  ];
}
