import { each } from "../../../resources/three-valued";
import {
  EC2_INSTANCE,
  EC2_LAUNCH_CONFIGURATION,
  EC2_LAUNCH_TEMPLATE,
  EC2_SPOT_INSTANCE_REQUEST,
} from "../../../resources/types";
import { encryptsByDefault } from "../../facts/ec2-defaults";
import { launchedVolumes } from "../../facts/launched-volumes";
import { defineRule } from "../../rule";

export default defineRule({
  description: "The volumes that an instance is launched with are encrypted.",
  rationale: "A snapshot of an unencrypted volume can be read by everyone it is shared with.",
  severity: "high",
  category: "encryption",
  remediation: "Set encrypted: true on the root volume and on every other block device.",
  frameworks: {
    securityHub: ["EC2.181"],
    checkov: ["CKV_AWS_8"],
    trivy: ["AWS-0008", "AWS-0131"],
    kics: ["ebs_volume_encryption_disabled"],
    compliancePolicies: [
      "aws-ec2-launchtemplate-disallow-unencrypted-block-device",
      "aws-ec2-instance-disallow-unencrypted-block-device",
      "aws-ec2-instance-disallow-unencrypted-root-block-device",
      "aws-ec2-launchconfiguration-disallow-unencrypted-block-device",
      "aws-ec2-launchconfiguration-disallow-unencrypted-root-block-device",
    ],
  },
  types: [EC2_LAUNCH_TEMPLATE, EC2_LAUNCH_CONFIGURATION, EC2_INSTANCE, EC2_SPOT_INSTANCE_REQUEST],
  scope: "graph",
  // Only templates: encryption replaces the volumes of an instance.
  remediate(launch) {
    if (launch.type !== EC2_LAUNCH_TEMPLATE) return {};
    const mappings = launch.list("blockDeviceMappings");
    const plain = mappings.flatMap((mapping, index) =>
      mapping.list("ebs").some((volume) => volume.flag("encrypted") !== true && !volume.has("snapshotId"))
        ? [index]
        : [],
    );
    return Object.fromEntries(plain.map((index) => [`blockDeviceMappings.${index}.ebs.encrypted`, "true"]));
  },
  check(launch, { graph }) {
    if (encryptsByDefault(launch, graph)) return undefined;
    return each(launchedVolumes(launch), (volume) => {
      // A volume that is made from a snapshot has the snapshot's encryption; an omitted device has no volume.
      if (volume.flag("encrypted") === true || volume.given("snapshotId") || volume.text("noDevice") !== undefined)
        return undefined;
      return `${volume.path}.encrypted is not true`;
    });
  },
});
