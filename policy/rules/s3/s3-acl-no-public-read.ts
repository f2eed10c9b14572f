import { ACL_TYPES, type PublicGrant, publicGrants } from "../../facts/public-acl";
import { defineRule } from "../../rule";

const READ: PublicGrant = {
  canned: new Set(["public-read", "public-read-write", "authenticated-read", "website"]),
  permissions: new Set(["READ", "READ_ACP", "FULL_CONTROL"]),
};

export default defineRule({
  description: "A bucket's ACL does not allow public reads.",
  rationale: "Public ACLs are a common cause of data leaks.",
  severity: "critical",
  category: "exposure",
  remediation: 'Set acl: "private", or disable ACLs.',
  frameworks: {
    cfnGuard: ["s3-bucket-public-read-acl"],
    awsConfig: ["s3-bucket-public-read-prohibited"],
    securityHub: ["S3.2"],
    checkov: ["CKV_AWS_20", "CKV2_AWS_43"],
    trivy: ["AWS-0092"],
    cdkNag: [
      "HIPAA.Security-S3BucketPublicReadProhibited",
      "NIST.800.53.R5-S3BucketPublicReadProhibited",
      "PCI.DSS.321-S3BucketPublicReadProhibited",
    ],
    kics: ["s3_bucket_acl_allows_read_to_all_users"],
    compliancePolicies: ["aws-s3-bucket-disallow-public-read"],
    awsGuard: ["s3-bucket-public-read-prohibited"],
  },
  types: ACL_TYPES,
  scope: "graph",
  check: (resource, { graph }) => publicGrants(resource, graph, READ),
});
