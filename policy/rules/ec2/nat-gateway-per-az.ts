import { z } from "zod";
import type { Resource } from "../../../resources/resource";
import type { ResourceGraph } from "../../../resources/resource-graph";
import { defineRule } from "../../rule";

const component = "awsx:ec2:Vpc";

export const natGatewayPerAz = defineRule({
  name: "nat-gateway-per-az",
  description: "Each zone with a private route to the internet has a NAT gateway of its own.",
  rationale: "One gateway for all zones takes them all down with its own.",
  severity: "medium",
  category: "multi-az",
  remediation:
    "Give every zone a NatGateway, and every private route table the one of its zone; a standby may state a single one with `single: true`.",
  frameworks: { trustedAdvisor: ["c1dfptbg11"] },
  types: ["aws:ec2/natGateway:NatGateway", "awsx:ec2:Vpc"],
  scope: "graph",
  parameters: z.object({
    singleInStandby: z
      .boolean()
      .default(true)
      .describe("whether a standby region may have one NAT gateway for all zones"),
  }),
  check(gateway, { graph, parameters }) {
    if (gateway.type === component) {
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
  const routes = graph.referringTo(gateway, "aws:ec2/route:Route", "natGatewayId");
  const tables = routes.map((route) => {
    const [table] = graph.namedBy(route, "routeTableId", "aws:ec2/routeTable:RouteTable");
    return table?.urn ?? route.text("routeTableId");
  });
  return new Set(tables).size;
}
