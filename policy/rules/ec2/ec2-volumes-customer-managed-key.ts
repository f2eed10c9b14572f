import { each } from "../../estate/three-valued";
import { defineRule } from "../../rule";
import { namesCustomerKey } from "../kms/customer-key";
import { launchedVolumes } from "./launched-volumes";

export const ec2VolumesCustomerManagedKey = defineRule({
  name: "ec2-volumes-customer-managed-key",
  what: "The encrypted volumes of a launch template are under a key of the customer's own.",
  why: "Only one's own key can be withheld, audited and shared with another account.",
  severity: "low",
  concern: "encryption",
  remediation: "Set ebs.kmsKeyId on every block device.",
  frameworks: { compliancePolicies: ["aws-ec2-launchtemplate-configure-customer-managed-key"] },
  types: ["aws:ec2/launchTemplate:LaunchTemplate"],
  scope: "estate",
  check: (template) =>
    each(launchedVolumes(template), (volume) =>
      namesCustomerKey(volume, "kmsKeyId") ? undefined : `${volume.path}.kmsKeyId names no key of yours`,
    ),
});
