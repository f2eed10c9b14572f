import { z } from "zod";
import { EC2_VPC, EC2_VPC_ENDPOINT } from "../../../resources/types";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A VPC has endpoints for the services that its application uses.",
  rationale: "Otherwise the loss of internet access, or of a NAT gateway, cuts instances off from these services.",
  severity: "medium",
  category: "operations",
  remediation: ({ services }) => `Add a VpcEndpoint for each service in ${services}.`,
  frameworks: {
    awsConfig: ["service-vpc-endpoint-enabled"],
    securityHub: ["EC2.10", "EC2.55", "EC2.56", "EC2.57", "EC2.58", "EC2.60"],
  },
  types: [EC2_VPC],
  scope: "graph",
  parameters: z.object({
    services: z
      .array(z.string())
      .default([])
      .describe("the services, by the last part of the endpoint service's name, such as ssm"),
  }),
  check(vpc, { graph, parameters }) {
    const endpoints = graph.referringTo(vpc, EC2_VPC_ENDPOINT, "vpcId");
    const present = new Set(endpoints.map((endpoint) => endpoint.text("serviceName")?.split(".").at(-1)));
    const missing = parameters.services.filter((service) => !present.has(service));
    return missing.length > 0 ? `it has no endpoint for ${missing.join(", ")}` : undefined;
  },
});
