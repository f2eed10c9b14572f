import { EC2_VPC_ENDPOINT } from "../../../resources/types";
import { tooFewZones } from "../../facts/zones";
import { defineRule } from "../../rule";

export default defineRule({
  description: "An interface endpoint has a network interface in two zones at least.",
  rationale: "In one zone it is down with it, and the service cannot be reached from the others.",
  severity: "medium",
  category: "multi-az",
  remediation: "List subnets of two zones in subnetIds.",
  frameworks: { trustedAdvisor: ["c2vlfg0p1w"] },
  types: [EC2_VPC_ENDPOINT],
  scope: "graph",
  check(endpoint, { graph }) {
    if ((endpoint.text("vpcEndpointType") ?? "Gateway") === "Gateway") return undefined;
    return endpoint.has("subnetIds") ? tooFewZones(endpoint, "subnetIds", graph) : "subnetIds names no subnet";
  },
});
