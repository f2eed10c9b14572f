import { ELASTICACHE_REPLICATION_GROUP } from "../../../resources/types";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A replication group is encrypted in transit.",
  rationale: "Data that is sent unencrypted can be read and changed in transit.",
  severity: "high",
  category: "encryption",
  remediation: "Set transitEncryptionEnabled: true.",
  frameworks: { securityHub: ["ElastiCache.5"], checkov: ["CKV_AWS_30"], trivy: ["AWS-0051"] },
  types: [ELASTICACHE_REPLICATION_GROUP],
  scope: "resource",
  check(group) {
    // Valkey is encrypted unless it is turned off; Redis OSS is not.
    const encrypted = group.flag("transitEncryptionEnabled") ?? group.text("engine")?.toLowerCase() === "valkey";
    return encrypted ? undefined : "transitEncryptionEnabled is not true";
  },
});
