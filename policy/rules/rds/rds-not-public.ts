import { RDS_CLUSTER_INSTANCE, RDS_INSTANCE } from "../../../resources/types";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A database has no public address.",
  rationale: "A database on the internet is one leaked password from being read.",
  severity: "critical",
  category: "exposure",
  remediation: "Set publiclyAccessible: false, or leave it out.",
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
