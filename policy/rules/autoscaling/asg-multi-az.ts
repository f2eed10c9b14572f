import { defineRule } from "../../rule";
import { tooFewZones } from "../ec2/zones";

export const asgMultiAz = defineRule({
  name: "asg-multi-az",
  what: "A group launches into two zones at least.",
  why: "In one zone it is down with it.",
  severity: "medium",
  concern: "multi-az",
  remediation: "List subnets of two zones in vpcZoneIdentifiers.",
  frameworks: {
    awsConfig: ["autoscaling-multiple-az"],
    securityHub: ["AutoScaling.2"],
    trustedAdvisor: ["CLOG40CDO8"],
  },
  types: ["aws:autoscaling/group:Group"],
  scope: "estate",
  check(group, { estate }) {
    if (group.has("vpcZoneIdentifiers")) return tooFewZones(group, "vpcZoneIdentifiers", estate);
    const zones = new Set(group.texts("availabilityZones"));
    return zones.size < 2 ? `it has ${zones.size} zones` : undefined;
  },
});
