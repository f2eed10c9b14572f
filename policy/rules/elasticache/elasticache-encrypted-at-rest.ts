import { ELASTICACHE_REPLICATION_GROUP } from "../../../resources/types";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A replication group is encrypted at rest.",
  rationale: "Caches hold copies of data that is encrypted elsewhere.",
  severity: "high",
  category: "encryption",
  remediation: "Set atRestEncryptionEnabled: true.",
  frameworks: { securityHub: ["ElastiCache.4"], checkov: ["CKV_AWS_29"], trivy: ["AWS-0045"] },
  types: [ELASTICACHE_REPLICATION_GROUP],
  scope: "resource",
  check(group) {
    // Valkey is encrypted unless it is turned off; Redis OSS is not.
    const encrypted = group.flag("atRestEncryptionEnabled") ?? group.text("engine")?.toLowerCase() === "valkey";
    return encrypted ? undefined : "atRestEncryptionEnabled is not true";
  },
});
