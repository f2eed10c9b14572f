import { RDS_CLUSTER_INSTANCE, RDS_INSTANCE } from "../../../resources/types";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A database is not publicly accessible.",
  rationale: "One leaked password is enough to read a database on the internet.",
  severity: "critical",
  category: "exposure",
  remediation: "Set publiclyAccessible: false, or omit it.",
  frameworks: {
    awsConfig: ["rds-instance-public-access-check"],
    securityHub: ["RDS.2"],
    checkov: ["CKV_AWS_17"],
    trivy: ["AWS-0180"],
    cdkNag: [
      "HIPAA.Security-RDSInstancePublicAccess",
      "NIST.800.53.R5-RDSInstancePublicAccess",
      "PCI.DSS.321-RDSInstancePublicAccess",
    ],
    kics: ["rds_db_instance_publicly_accessible"],
    compliancePolicies: ["aws-rds-instance-disallow-public-access", "aws-rds-clusterinstance-disallow-public-access"],
    awsGuard: ["rds-instance-public-access"],
  },
  types: [RDS_INSTANCE, RDS_CLUSTER_INSTANCE],
  scope: "resource",
  check: (database) => (database.flag("publiclyAccessible") === true ? "publiclyAccessible is true" : undefined),
});
