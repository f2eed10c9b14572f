import { defineRule } from "../../rule";
import { aclTypes, type PublicGrant, publicGrants } from "./public-acl";

const write: PublicGrant = {
  canned: new Set(["public-read-write"]),
  permissions: new Set(["WRITE", "WRITE_ACP", "FULL_CONTROL"]),
};

export const s3AclNoPublicWrite = defineRule({
  name: "s3-acl-no-public-write",
  what: "A bucket's ACL lets nobody in general write.",
  why: "Whoever may write may replace what the application serves.",
  severity: "critical",
  concern: "exposure",
  remediation: 'Set acl: "private", or leave ACLs off altogether.',
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
  types: aclTypes,
  scope: "estate",
  check: (resource, { estate }) => publicGrants(resource, estate, write),
});
