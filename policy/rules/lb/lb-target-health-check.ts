import { LB_TARGET_GROUP } from "../../../resources/types";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A target group checks its targets with an HTTP path.",
  rationale: "Otherwise a target that accepts connections but cannot serve requests keeps receiving them.",
  severity: "medium",
  category: "operations",
  remediation: "Set healthCheck with a path.",
  frameworks: { checkov: ["CKV_AWS_261"] },
  types: [LB_TARGET_GROUP],
  scope: "resource",
  check(group) {
    if (!["HTTP", "HTTPS"].includes(group.text("protocol") ?? "")) return undefined;
    const check = group.block("healthCheck");
    if (!check) return "healthCheck is not set";
    if (check.flag("enabled") === false) return "healthCheck.enabled is false";
    return check.text("path") === undefined ? "healthCheck.path is not set" : undefined;
  },
});
