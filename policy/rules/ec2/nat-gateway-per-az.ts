import { z } from "zod";
import type { Resource } from "../../../resources/resource";
import type { ResourceGraph } from "../../../resources/resource-graph";
import { AWSX_VPC, EC2_NAT_GATEWAY, EC2_ROUTE, EC2_ROUTE_TABLE } from "../../../resources/types";
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
    if (gateway.type === AWSX_VPC) {
      const strategy = gateway.text("natGateways.strategy");
      const exempt = strategy === "Single" && gateway.record.role === "standby" && parameters.singleInStandby;
      return strategy === "Single" && !exempt ? "natGateways.strategy is Single" : undefined;
    }
    const tables = routeTables(gateway, graph);
    if (tables <= 1) return undefined;
    const exempt = gateway.record.role === "standby" && parameters.singleInStandby;
    return exempt ? undefined : `${tables} route tables send through it`;
  },
});

function routeTables(gateway: Resource, graph: ResourceGraph): number {
  const routes = graph.referringTo(gateway, EC2_ROUTE, "natGatewayId");
  const tables = routes.map((route) => {
    const [table] = graph.namedBy(route, "routeTableId", EC2_ROUTE_TABLE);
    return table?.urn ?? route.text("routeTableId");
  });
  return new Set(tables).size;
}
