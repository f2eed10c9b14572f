import { RDS_CLUSTER, RDS_GLOBAL_CLUSTER, RDS_INSTANCE } from "../../../resources/types";
import { defineRule } from "../../rule";

export default defineRule({
  description: "The storage of a database instance or cluster is encrypted.",
  rationale: "Unencrypted storage can be read from a snapshot, and cannot be encrypted in place.",
  severity: "high",
  category: "encryption",
  remediation: "Set storageEncrypted: true.",
  frameworks: {
    awsConfig: ["rds-storage-encrypted"],
    securityHub: ["RDS.3", "RDS.27"],
    checkov: ["CKV_AWS_16", "CKV_AWS_96", "CKV_AWS_140"],
    trivy: ["AWS-0080", "AWS-0079"],
    cdkNag: [
      "AwsSolutions-RDS2",
      "HIPAA.Security-RDSStorageEncrypted",
      "NIST.800.53.R5-RDSStorageEncrypted",
      "PCI.DSS.321-RDSStorageEncrypted",
    ],
    kics: ["db_instance_storage_not_encrypted", "rds_storage_not_encrypted"],
    compliancePolicies: [
      "aws-rds-instance-disallow-unencrypted-storage",
      "aws-rds-cluster-disallow-unencrypted-storage",
    ],
    awsGuard: ["rds-storage-encrypted"],
  },
  types: [RDS_INSTANCE, RDS_CLUSTER, RDS_GLOBAL_CLUSTER],
  scope: "graph",
  check(database) {
    // A replica has its source's encryption, whatever is written here.
    if (database.given("replicateSourceDb") || database.given("replicationSourceIdentifier")) return undefined;
    // Aurora Serverless v1 is always encrypted.
    if (database.text("engineMode") === "serverless") return undefined;
    return database.flag("storageEncrypted") === true ? undefined : "storageEncrypted is not true";
  },
});
