import { S3_BUCKET } from "../../../resources/types";
import { lifecycleRules } from "../../facts/bucket-settings";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A bucket has a lifecycle configuration.",
  rationale: "Without one, old versions accumulate and are billed indefinitely.",
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
