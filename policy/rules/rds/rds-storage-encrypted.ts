import { some, Undecided } from "../../../resources/three-valued";
import { RDS_CLUSTER, RDS_GLOBAL_CLUSTER, RDS_INSTANCE } from "../../../resources/types";
import { INHERITING } from "../../facts/database-replicas";
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
  check(database, { graph }) {
    if (database.flag("storageEncrypted") === true) return undefined;
    // A replica always has its source's encryption. Aurora Serverless v1 is always encrypted.
    if (database.given("replicateSourceDb") || database.given("replicationSourceIdentifier")) return undefined;
    if (database.text("engineMode") === "serverless") return undefined;
    if (database.flag("storageEncrypted") === undefined) {
      const sources = graph.namedBy(database, "sourceDbClusterIdentifier", RDS_CLUSTER);
      if (sources.length > 0)
        return some(sources, (source) => source.flag("storageEncrypted") === true)
          ? undefined
          : "its source cluster is not encrypted";
      const inherited = INHERITING.find((property) => database.has(property));
      if (inherited !== undefined) throw new Undecided(`the encryption of ${inherited}`);
    }
    return "storageEncrypted is not true";
  },
});
