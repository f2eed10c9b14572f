import { defineRule } from "../../rule";

export const secretRotation = defineRule({
  name: "secret-rotation",
  description: "A secret is rotated.",
  rationale: "A leaked password is good until it is changed.",
  severity: "medium",
  category: "operations",
  remediation: "Add a SecretRotation.",
  frameworks: {
    awsConfig: ["secretsmanager-rotation-enabled-check", "secretsmanager-scheduled-rotation-success-check"],
    securityHub: ["SecretsManager.1"],
    checkov: ["CKV2_AWS_57"],
    cdkNag: [
      "AwsSolutions-SMG4",
      "HIPAA.Security-SecretsManagerRotationEnabled",
      "NIST.800.53.R5-SecretsManagerRotationEnabled",
    ],
  },
  types: ["aws:secretsmanager/secret:Secret"],
  scope: "graph",
  check: (secret, { graph }) =>
    graph.referringTo(secret, "aws:secretsmanager/secretRotation:SecretRotation", "secretId").length > 0
      ? undefined
      : "nothing rotates it",
});
