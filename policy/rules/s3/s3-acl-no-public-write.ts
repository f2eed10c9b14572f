import { ACL_TYPES, type PublicGrant, publicGrants } from "../../facts/public-acl";
import { defineRule } from "../../rule";

const WRITE: PublicGrant = {
  canned: new Set(["public-read-write"]),
  permissions: new Set(["WRITE", "WRITE_ACP", "FULL_CONTROL"]),
};

export default defineRule({
  description: "A bucket's ACL does not allow public writes.",
  rationale: "Whoever may write can replace what the application serves.",
  severity: "critical",
  category: "exposure",
  remediation: 'Set acl: "private", or disable ACLs.',
  frameworks: {
    cfnGuard: ["s3-bucket-public-rw-acl"],
    awsConfig: ["s3-bucket-public-write-prohibited"],
    securityHub: ["S3.3"],
    checkov: ["CKV_AWS_57"],
    cdkNag: [
      "HIPAA.Security-S3BucketPublicWriteProhibited",
      "NIST.800.53.R5-S3BucketPublicWriteProhibited",
      "PCI.DSS.321-S3BucketPublicWriteProhibited",
    ],
    kics: ["s3_bucket_acl_allows_read_or_write_to_all_users"],
    awsGuard: ["s3-bucket-public-write-prohibited"],
  },
  types: ACL_TYPES,
  scope: "graph",
  check: (resource, { graph }) => publicGrants(resource, graph, WRITE),
});
