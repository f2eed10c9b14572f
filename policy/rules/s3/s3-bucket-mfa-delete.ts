import { some } from "../../../resources/three-valued";
import { S3_BUCKET } from "../../../resources/types";
import { sideResources } from "../../facts/bucket-settings";
import { defineRule } from "../../rule";

export default defineRule({
  description: "Deleting a bucket's object versions requires MFA.",
  rationale: "Otherwise a stolen access key can delete every version.",
  severity: "low",
  category: "backup",
  remediation: 'Set versioningConfiguration.mfaDelete: "Enabled", with the root user\'s device.',
  frameworks: { securityHub: ["S3.20"], trivy: ["AWS-0170"], kics: ["s3_bucket_without_enabled_mfa_delete"] },
  types: [S3_BUCKET],
  scope: "graph",
  check(bucket, { graph }) {
    const inline = [...bucket.list("versioning"), ...bucket.list("versionings")];
    const side = sideResources(bucket, "bucketVersioning", graph);
    const guarded =
      some(inline, (versioning) => versioning.flag("mfaDelete") === true) ||
      some(side, (versioning) => versioning.text("versioningConfiguration.mfaDelete") === "Enabled");
    return guarded ? undefined : "mfaDelete is not enabled";
  },
});
