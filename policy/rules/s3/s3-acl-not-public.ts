import { each } from "../../estate/three-valued";
import { defineRule } from "../../rule";
import { accessControls } from "./bucket-settings";

const publicAcls = new Set(["public-read", "public-read-write", "authenticated-read", "website"]);

export const s3AclNotPublic = defineRule({
  name: "s3-acl-not-public",
  what: "A bucket's ACL grants nothing to everybody.",
  why: "A public ACL is how most leaked buckets leaked.",
  severity: "critical",
  concern: "exposure",
  remediation: 'Set acl: "private", or leave ACLs off altogether.',
  frameworks: {
    awsConfig: ["s3-bucket-public-read-prohibited", "s3-bucket-public-write-prohibited"],
    securityHub: ["S3.2", "S3.3"],
    checkov: ["CKV_AWS_20", "CKV_AWS_57", "CKV2_AWS_43"],
    trivy: ["AWS-0092"],
    cdkNag: [
      "HIPAA.Security-S3BucketPublicReadProhibited",
      "HIPAA.Security-S3BucketPublicWriteProhibited",
      "NIST.800.53.R5-S3BucketPublicReadProhibited",
      "NIST.800.53.R5-S3BucketPublicWriteProhibited",
      "PCI.DSS.321-S3BucketPublicReadProhibited",
      "PCI.DSS.321-S3BucketPublicWriteProhibited",
    ],
    kics: ["s3_bucket_acl_allows_read_to_all_users"],
    compliancePolicies: ["aws-s3-bucket-disallow-public-read"],
  },
  types: ["aws:s3/bucket:Bucket"],
  scope: "estate",
  check(bucket, { estate }) {
    const { canned, grants } = accessControls(bucket, estate);
    const open = canned.find((acl) => publicAcls.has(acl));
    if (open !== undefined) return `its ACL is ${open}`;
    return each(grants, (grant) => {
      const grantee = grant.text("grantee.uri") ?? grant.text("uri") ?? "";
      return /global\/(AllUsers|AuthenticatedUsers)$/.test(grantee) ? `a grant names ${grantee}` : undefined;
    });
  },
});
