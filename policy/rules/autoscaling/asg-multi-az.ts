import { AUTOSCALING_GROUP } from "../../../resources/types";
import { tooFewZones } from "../../facts/zones";
import { defineRule } from "../../rule";

export default defineRule({
  description: "An Auto Scaling group spans at least two Availability Zones.",
  rationale: "A group in one zone is unavailable when that zone is.",
  severity: "medium",
  category: "multi-az",
  remediation: "List subnets of at least two zones in vpcZoneIdentifiers.",
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
