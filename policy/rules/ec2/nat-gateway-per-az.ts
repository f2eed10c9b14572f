import { z } from "zod";
import type { Resource } from "../../../resources/resource";
import type { ResourceGraph } from "../../../resources/resource-graph";
import { siteOf } from "../../../resources/topology";
import { AWSX_VPC, EC2_NAT_GATEWAY, EC2_SUBNET } from "../../../resources/types";
import { routedThrough } from "../../facts/ec2-routes";
import { zoneOf } from "../../facts/zones";
import { defineRule } from "../../rule";

export default defineRule({
  description: "Each Availability Zone with a private route to the internet has its own NAT gateway.",
  rationale: "When a single NAT gateway fails, all zones lose their route to the internet.",
  severity: "medium",
  category: "multi-az",
  remediation: ({ singleInStandby }) =>
    `Add a NAT gateway in each zone, and route each private subnet through the gateway of its zone. A standby region may have a single one with ${singleInStandby}: true.`,
  frameworks: { trustedAdvisor: ["c1dfptbg11"] },
  types: [EC2_NAT_GATEWAY, AWSX_VPC],
  scope: "graph",
  parameters: z.object({
    singleInStandby: z
      .boolean()
      .default(true)
      .describe("whether a standby region may have one NAT gateway for all zones"),
  }),
  check(gateway, { graph, parameters }) {
    const exempt =
      parameters.singleInStandby && (gateway.role ?? siteOf(gateway, graph, "standby")?.role) === "standby";
    if (exempt) return undefined;
    if (gateway.type === AWSX_VPC) {
      return gateway.text("natGateways.strategy") === "Single" ? "natGateways.strategy is Single" : undefined;
    }
    // A regional NAT gateway spans the zones by itself.
    if (gateway.text("availabilityMode") === "regional") return undefined;
    const { tables, zones } = routedThrough(gateway, graph);
    if (zones.size > 1) return `the private subnets of ${[...zones].sort().join(", ")} route through it`;
    const [zone] = zones;
    const own = zoneOfGateway(gateway, graph);
    // A zone's name and a zone's id cannot be compared.
    if (zone !== undefined && own !== undefined && own !== zone && isZoneId(own) === isZoneId(zone))
      return `it is in ${own}, and the private subnets of ${zone} route through it`;
    return zones.size === 0 && tables.size > 1 ? `${tables.size} route tables route through it` : undefined;
  },
});

function zoneOfGateway(gateway: Resource, graph: ResourceGraph): string | undefined {
  const [subnet] = graph.namedBy(gateway, "subnetId", EC2_SUBNET);
  return subnet && zoneOf(subnet);
}

/** Whether a zone is given by its id, such as use1-az1, and not by its name. */
function isZoneId(zone: string): boolean {
  return /-az\d+$/.test(zone);
}
