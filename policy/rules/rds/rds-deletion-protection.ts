import { RDS_CLUSTER, RDS_INSTANCE } from "../../../resources/types";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A database has deletion protection.",
  rationale: "Deleting a database by mistake also deletes its automated backups.",
  severity: "medium",
  category: "backup",
  remediation: "Set deletionProtection: true.",
  frameworks: {
    awsConfig: ["rds-instance-deletion-protection-enabled", "rds-cluster-deletion-protection-enabled"],
    securityHub: ["RDS.8", "RDS.7"],
    checkov: ["CKV_AWS_293", "CKV_AWS_139"],
    trivy: ["AWS-0177", "AWS-0343"],
    cdkNag: [
      "AwsSolutions-RDS10",
      "HIPAA.Security-RDSInstanceDeletionProtectionEnabled",
      "NIST.800.53.R5-RDSInstanceDeletionProtectionEnabled",
    ],
  },
  types: [RDS_INSTANCE, RDS_CLUSTER],
  scope: "resource",
  remediate: () => ({ deletionProtection: true }),
  check: (database) => (database.flag("deletionProtection") === true ? undefined : "deletionProtection is not true"),
});
