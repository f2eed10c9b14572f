import { SECRETSMANAGER_SECRET, SECRETSMANAGER_SECRET_ROTATION } from "../../../resources/types";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A secret is rotated.",
  rationale: "A leaked password can be used until it is changed.",
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
  types: [SECRETSMANAGER_SECRET],
  scope: "graph",
  check: (secret, { graph }) =>
    graph.referringTo(secret, SECRETSMANAGER_SECRET_ROTATION, "secretId").length > 0 ? undefined : "nothing rotates it",
});
