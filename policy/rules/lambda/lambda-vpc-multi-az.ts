import { defineRule } from "../../rule";
import { tooFewZones } from "../ec2/zones";

export const lambdaVpcMultiAz = defineRule({
  name: "lambda-vpc-multi-az",
  what: "A function in a network has subnets in two zones at least.",
  why: "In one zone it is down with it.",
  severity: "medium",
  concern: "multi-az",
  remediation: "List subnets of two zones in vpcConfig.subnetIds.",
  frameworks: { awsConfig: ["lambda-vpc-multi-az-check"], securityHub: ["Lambda.5"], trustedAdvisor: ["L4dfs2Q4C6"] },
  types: ["aws:lambda/function:Function"],
  scope: "estate",
  check(fn, { estate }) {
    const config = fn.block("vpcConfig");
    if (!config?.has("subnetIds")) return undefined;
    return tooFewZones(fn, "vpcConfig.subnetIds", estate);
  },
});
