import { some } from "../../../resources/three-valued";
import { EFS_BACKUP_POLICY, EFS_FILE_SYSTEM } from "../../../resources/types";
import { inBackupPlan } from "../../facts/backup";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A file system has backups.",
  rationale: "Without a backup, files that are deleted by mistake are lost.",
  severity: "medium",
  category: "backup",
  remediation: "Add a BackupPolicy with status ENABLED, or include the file system in a backup selection.",
  frameworks: { awsConfig: ["efs-in-backup-plan"], securityHub: ["EFS.2"], checkov: ["CKV2_AWS_18"] },
  types: [EFS_FILE_SYSTEM],
  scope: "graph",
  check(system, { graph }) {
    const policies = graph.referringTo(system, EFS_BACKUP_POLICY, "fileSystemId");
    const enabled = some(policies, (policy) => policy.text("backupPolicy.status") === "ENABLED");
    return enabled || inBackupPlan(system, graph) ? undefined : "no backup policy or backup selection covers it";
  },
});
