import { each, some } from "../../../resources/three-valued";
import { S3_BUCKET, S3_BUCKET_POLICY } from "../../../resources/types";
import { blocksPublic } from "../../facts/bucket-settings";
import { allowsPublic, statements } from "../../facts/policy-documents";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A bucket policy does not allow public access.",
  rationale: "A statement that everyone matches makes the bucket's data public.",
  severity: "critical",
  category: "exposure",
  remediation: "Name accounts, roles or services as principals, or restrict the request with a condition.",
  frameworks: {
    cfnGuard: ["s3-bucket-policy-no-wildcard-principal"],
    awsConfig: ["s3-bucket-policy-grantee-check"],
    securityHub: ["S3.2", "S3.3"],
    checkov: ["CKV_AWS_70"],
  },
  types: [S3_BUCKET, S3_BUCKET_POLICY],
  scope: "graph",
  check(holder, { graph }) {
    const open = each(statements(holder, "policy"), (statement) =>
      allowsPublic(statement) ? "a statement allows public access" : undefined,
    );
    if (open === undefined || open.length === 0) return undefined;
    // With restrictPublicBuckets, only AWS services and the account's own principals have access through a public policy.
    const buckets = holder.type === S3_BUCKET ? [holder] : graph.namedBy(holder, "bucket", S3_BUCKET);
    return some(buckets, (bucket) => blocksPublic(bucket, "restrictPublicBuckets", graph)) ? undefined : open;
  },
});
