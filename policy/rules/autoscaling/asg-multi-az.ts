import { AUTOSCALING_GROUP } from "../../../resources/types";
import { tooFewZones } from "../../facts/zones";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A group launches into two zones at least.",
  rationale: "In one zone it is down with it.",
  severity: "medium",
  category: "multi-az",
  remediation: "List subnets of two zones in vpcZoneIdentifiers.",
  frameworks: {
    awsConfig: ["autoscaling-multiple-az"],
    securityHub: ["AutoScaling.2"],
    trustedAdvisor: ["CLOG40CDO8"],
  },
  types: [AUTOSCALING_GROUP],
  scope: "graph",
  check(group, { graph }) {
    if (group.has("vpcZoneIdentifiers")) return tooFewZones(group, "vpcZoneIdentifiers", graph);
    const zones = new Set(group.texts("availabilityZones"));
    return zones.size < 2 ? `it has ${zones.size} zones` : undefined;
  },
});
