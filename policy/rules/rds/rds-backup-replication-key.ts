import { RDS_INSTANCE_AUTOMATED_BACKUPS_REPLICATION } from "../../../resources/types";
import { namesCustomerKey } from "../../facts/kms";
import { defineRule } from "../../rule";

export default defineRule({
  description: "Automated backups copied to another region are encrypted with a key of the customer's own there.",
  rationale: "A copy under a key that cannot be used in its region cannot be restored.",
  severity: "low",
  category: "encryption",
  remediation: "Set kmsKeyId to a key of the region that the copies go to.",
  frameworks: { checkov: ["CKV_AWS_245"] },
  types: [RDS_INSTANCE_AUTOMATED_BACKUPS_REPLICATION],
  scope: "graph",
  check: (replication) => (namesCustomerKey(replication, "kmsKeyId") ? undefined : "kmsKeyId names no key of yours"),
});
