import { defineRule } from "../../rule";
import { namesCustomerKey } from "../kms/customer-key";

export const backupVaultKey = defineRule({
  name: "backup-vault-key",
  what: "A backup vault is encrypted with a key of the customer's own.",
  why: "Backups under the key that AWS manages cannot be copied to another account.",
  severity: "medium",
  concern: "encryption",
  remediation: "Set kmsKeyArn.",
  frameworks: { awsConfig: ["backup-recovery-point-encrypted"], securityHub: ["Backup.1"], checkov: ["CKV_AWS_166"] },
  types: ["aws:backup/vault:Vault"],
  scope: "estate",
  check: (vault) => (namesCustomerKey(vault, "kmsKeyArn") ? undefined : "kmsKeyArn names no key of yours"),
});
