import { Undecided } from "../../../resources/three-valued";
import { EBS_VOLUME } from "../../../resources/types";
import { encryptsByDefault } from "../../facts/ec2-defaults";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A volume is encrypted.",
  rationale: "A snapshot of an unencrypted volume can be read by everyone it is shared with.",
  severity: "high",
  category: "encryption",
  remediation: "Set encrypted: true.",
  frameworks: {
    awsConfig: ["encrypted-volumes"],
    securityHub: ["EC2.3"],
    checkov: ["CKV_AWS_3"],
    trivy: ["AWS-0026"],
    kics: ["ebs_volume_encryption_disabled"],
    compliancePolicies: ["aws-ebs-volume-disallow-unencrypted-volume"],
    awsGuard: ["encrypted-volumes"],
  },
  types: [EBS_VOLUME],
  scope: "graph",
  check(volume, { graph }) {
    if (volume.flag("encrypted") === true || encryptsByDefault(volume, graph)) return undefined;
    // A volume that is made from a snapshot has the snapshot's encryption.
    if (volume.given("snapshotId") && volume.flag("encrypted") === undefined)
      throw new Undecided("the encryption of snapshotId");
    return "encrypted is not true";
  },
});
