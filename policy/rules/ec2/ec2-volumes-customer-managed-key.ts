import { each } from "../../../resources/three-valued";
import { EC2_LAUNCH_TEMPLATE } from "../../../resources/types";
import { namesCustomerKey } from "../../facts/kms";
import { launchedVolumes } from "../../facts/launched-volumes";
import { defineRule } from "../../rule";

export default defineRule({
  description: "The encrypted volumes of a launch template are under a key of the customer's own.",
  rationale: "Only one's own key can be withheld, audited and shared with another account.",
  severity: "low",
  category: "encryption",
  remediation: "Set ebs.kmsKeyId on every block device.",
  frameworks: { compliancePolicies: ["aws-ec2-launchtemplate-configure-customer-managed-key"] },
  types: [EC2_LAUNCH_TEMPLATE],
  scope: "graph",
  check: (template) =>
    each(launchedVolumes(template), (volume) =>
      namesCustomerKey(volume, "kmsKeyId") ? undefined : `${volume.path}.kmsKeyId names no key of yours`,
    ),
});
