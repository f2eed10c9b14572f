import { RDS_INSTANCE_AUTOMATED_BACKUPS_REPLICATION } from "../../../resources/types";
import { namesCustomerKey } from "../../facts/kms";
import { defineRule } from "../../rule";

export default defineRule({
  description:
    "Automated backups that are replicated to another region are encrypted with a customer managed key of that region.",
  rationale: "A backup whose key cannot be used in its region cannot be restored.",
  severity: "low",
  category: "encryption",
  remediation: "Set kmsKeyId to a key of the region that receives the backups.",
  frameworks: { checkov: ["CKV_AWS_245"] },
  types: [RDS_INSTANCE_AUTOMATED_BACKUPS_REPLICATION],
  scope: "graph",
  check: (replication) =>
    namesCustomerKey(replication, "kmsKeyId") ? undefined : "kmsKeyId does not name a customer managed key",
});
