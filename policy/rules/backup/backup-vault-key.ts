import { BACKUP_VAULT } from "../../../resources/types";
import { namesCustomerKey } from "../../facts/kms";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A backup vault is encrypted with a customer managed key.",
  rationale: "Backups that are encrypted with an AWS managed key cannot be copied to another account.",
  severity: "medium",
  category: "encryption",
  remediation: "Set kmsKeyArn to a customer managed key.",
  frameworks: { awsConfig: ["backup-recovery-point-encrypted"], securityHub: ["Backup.1"], checkov: ["CKV_AWS_166"] },
  types: [BACKUP_VAULT],
  scope: "graph",
  check: (vault) =>
    namesCustomerKey(vault, "kmsKeyArn") ? undefined : "kmsKeyArn does not name a customer managed key",
});
