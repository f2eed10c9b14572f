import { DYNAMODB_TABLE_REPLICA } from "../../../resources/types";
import { namesCustomerKey } from "../../facts/kms";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A table's replica is encrypted with a key of the customer's own in the replica's region.",
  rationale: "A replica under another kind of key than its table is open to whom the table is not.",
  severity: "low",
  category: "encryption",
  remediation: "Set kmsKeyArn of the replica.",
  frameworks: { checkov: ["CKV_AWS_271"] },
  types: [DYNAMODB_TABLE_REPLICA],
  scope: "graph",
  check: (replica) => (namesCustomerKey(replica, "kmsKeyArn") ? undefined : "kmsKeyArn names no key of yours"),
});
