import { each } from "../../../resources/three-valued";
import { EC2_LAUNCH_TEMPLATE } from "../../../resources/types";
import { namesCustomerKey } from "../../facts/kms";
import { launchedVolumes } from "../../facts/launched-volumes";
import { defineRule } from "../../rule";

export default defineRule({
  description: "The volumes of a launch template are encrypted with a customer managed key.",
  rationale: "Only a customer managed key can be revoked, audited and shared with another account.",
  severity: "low",
  category: "encryption",
  remediation: "Set ebs.kmsKeyId on every block device.",
  frameworks: { compliancePolicies: ["aws-ec2-launchtemplate-configure-customer-managed-key"] },
  types: [EC2_LAUNCH_TEMPLATE],
  scope: "graph",
  check: (template) =>
    each(launchedVolumes(template), (volume) =>
      namesCustomerKey(volume, "kmsKeyId") ? undefined : `${volume.path}.kmsKeyId does not name a customer managed key`,
    ),
});
