import { S3_BUCKET } from "../../../resources/types";
import { lifecycleRules } from "../../facts/bucket-settings";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A bucket says how long it keeps what.",
  rationale: "Old versions pile up unseen and are paid for for ever.",
  severity: "low",
  category: "operations",
  remediation: "Add a BucketLifecycleConfiguration.",
  frameworks: {
    awsConfig: ["s3-version-lifecycle-policy-check", "s3-lifecycle-policy-check"],
    securityHub: ["S3.10", "S3.13"],
    checkov: ["CKV2_AWS_61"],
  },
  types: [S3_BUCKET],
  scope: "graph",
  check: (bucket, { graph }) => (lifecycleRules(bucket, graph).length > 0 ? undefined : "it has no lifecycle rule"),
});
