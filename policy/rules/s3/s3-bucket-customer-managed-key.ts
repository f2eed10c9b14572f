import { each } from "../../estate/three-valued";
import { defineRule } from "../../rule";
import { namesCustomerKey } from "../kms/customer-key";
import { encryptionRules, kmsAlgorithms } from "./bucket-settings";

export const s3BucketCustomerManagedKey = defineRule({
  name: "s3-bucket-customer-managed-key",
  what: "A bucket encrypted with KMS names a key of the customer's own.",
  why: "Objects under the key that AWS manages cannot be shared with, or replicated to, what needs the key.",
  severity: "low",
  concern: "encryption",
  remediation: "Set kmsMasterKeyId to a key of yours.",
  frameworks: { compliancePolicies: ["aws-s3-bucket-configure-server-side-encryption-customer-managed-key"] },
  types: ["aws:s3/bucket:Bucket"],
  scope: "estate",
  check: (bucket, { estate }) =>
    each(encryptionRules(bucket, estate), ({ default: rule }) => {
      if (!rule || !kmsAlgorithms.has(rule.text("sseAlgorithm"))) return undefined;
      return namesCustomerKey(rule, "kmsMasterKeyId") ? undefined : `${rule.path}.kmsMasterKeyId names no key of yours`;
    }),
});
