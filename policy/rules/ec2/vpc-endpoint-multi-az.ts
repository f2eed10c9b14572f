import { defineRule } from "../../rule";
import { tooFewZones } from "./zones";

export const vpcEndpointMultiAz = defineRule({
  name: "vpc-endpoint-multi-az",
  what: "An interface endpoint has a network interface in two zones at least.",
  why: "In one zone it is down with it, and the service cannot be reached from the others.",
  severity: "medium",
  concern: "multi-az",
  remediation: "List subnets of two zones in subnetIds.",
  frameworks: { trustedAdvisor: ["c2vlfg0p1w"] },
  types: ["aws:ec2/vpcEndpoint:VpcEndpoint"],
  scope: "estate",
  check(endpoint, { estate }) {
    if ((endpoint.text("vpcEndpointType") ?? "Gateway") === "Gateway") return undefined;
    return endpoint.has("subnetIds") ? tooFewZones(endpoint, "subnetIds", estate) : "subnetIds names no subnet";
  },
});
