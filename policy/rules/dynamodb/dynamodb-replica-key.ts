import { each } from "../../../resources/three-valued";
import { DYNAMODB_TABLE, DYNAMODB_TABLE_REPLICA } from "../../../resources/types";
import { namesCustomerKey } from "../../facts/kms";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A table replica is encrypted with a customer managed key of its own region.",
  rationale: "A replica with another kind of key than its table is readable to principals that cannot read the table.",
  severity: "low",
  category: "encryption",
  remediation: "Set kmsKeyArn on the replica.",
  frameworks: { checkov: ["CKV_AWS_271"] },
  types: [DYNAMODB_TABLE_REPLICA, DYNAMODB_TABLE],
  scope: "graph",
  check(replica) {
    if (replica.type !== DYNAMODB_TABLE) {
      return namesCustomerKey(replica, "kmsKeyArn") ? undefined : "kmsKeyArn does not name a customer managed key";
    }
    // The replicas of a table without a key have none either: dynamodb-customer-managed-key reports the table.
    if (!namesCustomerKey(replica, "serverSideEncryption.kmsKeyArn")) return undefined;
    return each(replica.list("replicas"), (copy) =>
      namesCustomerKey(copy, "kmsKeyArn") ? undefined : `${copy.path}.kmsKeyArn does not name a customer managed key`,
    );
  },
});
