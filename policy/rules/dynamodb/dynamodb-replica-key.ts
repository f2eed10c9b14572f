import { DYNAMODB_TABLE_REPLICA } from "../../../resources/types";
import { namesCustomerKey } from "../../facts/kms";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A table replica is encrypted with a customer managed key of its own region.",
  rationale: "A replica with another kind of key than its table is readable to principals that cannot read the table.",
  severity: "low",
  category: "encryption",
  remediation: "Set kmsKeyArn on the replica.",
  frameworks: { checkov: ["CKV_AWS_271"] },
  types: [DYNAMODB_TABLE_REPLICA],
  scope: "graph",
  check: (replica) =>
    namesCustomerKey(replica, "kmsKeyArn") ? undefined : "kmsKeyArn does not name a customer managed key",
});
