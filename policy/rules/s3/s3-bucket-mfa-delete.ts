import { some } from "../../estate/three-valued";
import { defineRule } from "../../rule";
import { sideResources } from "./bucket-settings";

export const s3BucketMfaDelete = defineRule({
  name: "s3-bucket-mfa-delete",
  what: "A bucket's versions are deleted with a second factor only.",
  why: "A stolen key alone can otherwise delete every version.",
  severity: "low",
  concern: "backup",
  remediation: `Set versioningConfiguration.mfaDelete: "Enabled", with the root user's device.`,
  frameworks: { securityHub: ["S3.20"], trivy: ["AWS-0170"], kics: ["s3_bucket_without_enabled_mfa_delete"] },
  types: ["aws:s3/bucket:Bucket"],
  scope: "estate",
  check(bucket, { estate }) {
    const inline = [...bucket.list("versioning"), ...bucket.list("versionings")];
    const side = sideResources(bucket, "bucketVersioning", estate);
    const guarded =
      some(inline, (versioning) => versioning.flag("mfaDelete") === true) ||
      some(side, (versioning) => versioning.text("versioningConfiguration.mfaDelete") === "Enabled");
    return guarded ? undefined : "mfaDelete is not enabled";
  },
});
