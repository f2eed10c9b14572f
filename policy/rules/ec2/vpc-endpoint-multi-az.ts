import { EC2_VPC_ENDPOINT } from "../../../resources/types";
import { tooFewZones } from "../../facts/zones";
import { defineRule } from "../../rule";

export default defineRule({
  description: "An interface endpoint has network interfaces in at least two Availability Zones.",
  rationale: "An endpoint in one zone is unavailable when that zone is, from every other zone too.",
  severity: "medium",
  category: "multi-az",
  remediation: "List subnets of at least two zones in subnetIds.",
  frameworks: { trustedAdvisor: ["c2vlfg0p1w"] },
  types: [EC2_VPC_ENDPOINT],
  scope: "graph",
  check(endpoint, { graph }) {
    if ((endpoint.text("vpcEndpointType") ?? "Gateway") === "Gateway") return undefined;
    return endpoint.has("subnetIds") ? tooFewZones(endpoint, "subnetIds", graph) : "subnetIds names no subnet";
  },
});
