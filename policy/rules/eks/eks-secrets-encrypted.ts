import { EKS_CLUSTER } from "../../../resources/types";
import { namesCustomerKey } from "../../facts/kms";
import { defineRule } from "../../rule";

export default defineRule({
  description: "An EKS cluster's secrets are encrypted with a customer managed key.",
  rationale: "Only a customer managed key can be revoked and audited.",
  severity: "medium",
  category: "encryption",
  remediation: 'Set encryptionConfig with resources: ["secrets"] and provider.keyArn.',
  frameworks: { securityHub: ["EKS.3"], checkov: ["CKV_AWS_58"], trivy: ["AWS-0039"] },
  types: [EKS_CLUSTER],
  scope: "graph",
  check: (cluster) =>
    cluster.texts("encryptionConfig.resources").includes("secrets") &&
    namesCustomerKey(cluster, "encryptionConfig.provider.keyArn")
      ? undefined
      : "encryptionConfig does not name a key for secrets",
});
