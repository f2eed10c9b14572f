import { defineRule } from "../../rule";
import { namesCustomerKey } from "../kms/customer-key";

export const dynamodbReplicaKey = defineRule({
  name: "dynamodb-replica-key",
  what: "A table's replica is encrypted with a key of the customer's own in the replica's region.",
  why: "A replica under another kind of key than its table is open to whom the table is not.",
  severity: "low",
  concern: "encryption",
  remediation: "Set kmsKeyArn of the replica.",
  frameworks: { checkov: ["CKV_AWS_271"] },
  types: ["aws:dynamodb/tableReplica:TableReplica"],
  scope: "estate",
  check: (replica) => (namesCustomerKey(replica, "kmsKeyArn") ? undefined : "kmsKeyArn names no key of yours"),
});
