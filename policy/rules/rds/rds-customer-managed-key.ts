import { Undecided } from "../../../resources/three-valued";
import { RDS_CLUSTER, RDS_INSTANCE } from "../../../resources/types";
import { INHERITING, isRemoteReplica } from "../../facts/database-replicas";
import { namesCustomerKey } from "../../facts/kms";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A database's storage is encrypted with a customer managed key.",
  rationale: "Only a customer managed key can be revoked, audited and replicated to another region.",
  severity: "low",
  category: "encryption",
  remediation: "Set kmsKeyId to a customer managed key.",
  frameworks: {
    checkov: ["CKV_AWS_327"],
    compliancePolicies: [
      "aws-rds-instance-configure-customer-managed-key",
      "aws-rds-cluster-configure-customer-managed-key",
    ],
  },
  types: [RDS_INSTANCE, RDS_CLUSTER],
  scope: "graph",
  check(database, { graph }) {
    if (namesCustomerKey(database, "kmsKeyId")) return undefined;
    if (!database.has("kmsKeyId")) {
      // A replica in its source's region has the source's key, for which this rule evaluates the source.
      if (database.has("replicateSourceDb") && !isRemoteReplica(database, graph)) return undefined;
      const inherited = INHERITING.find((property) => database.has(property));
      if (inherited !== undefined) throw new Undecided(`the key of ${inherited}`);
    }
    return "kmsKeyId does not name a customer managed key";
  },
});
