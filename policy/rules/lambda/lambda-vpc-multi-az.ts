import { LAMBDA_FUNCTION } from "../../../resources/types";
import { tooFewZones } from "../../facts/zones";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A function in a VPC has subnets in at least two Availability Zones.",
  rationale: "A function in one zone is unavailable when that zone is.",
  severity: "medium",
  category: "multi-az",
  remediation: "List subnets of at least two zones in vpcConfig.subnetIds.",
  frameworks: { awsConfig: ["lambda-vpc-multi-az-check"], securityHub: ["Lambda.5"], trustedAdvisor: ["L4dfs2Q4C6"] },
  types: [LAMBDA_FUNCTION],
  scope: "graph",
  check(fn, { graph }) {
    const config = fn.block("vpcConfig");
    if (!config?.has("subnetIds")) return undefined;
    return tooFewZones(fn, "vpcConfig.subnetIds", graph);
  },
});
