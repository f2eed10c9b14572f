import { BACKUP_VAULT } from "../../../resources/types";
import { namesCustomerKey } from "../../facts/kms";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A backup vault is encrypted with a key of the customer's own.",
  rationale: "Backups under the key that AWS manages cannot be copied to another account.",
  severity: "medium",
  category: "encryption",
  remediation: "Set kmsKeyArn.",
  frameworks: { awsConfig: ["backup-recovery-point-encrypted"], securityHub: ["Backup.1"], checkov: ["CKV_AWS_166"] },
  types: [BACKUP_VAULT],
  scope: "graph",
  check: (vault) => (namesCustomerKey(vault, "kmsKeyArn") ? undefined : "kmsKeyArn names no key of yours"),
});
