import { z } from "zod";
import { each } from "../../estate/three-valued";
import { defineRule } from "../../rule";

export const secretRotation = defineRule({
  name: "secret-rotation",
  what: "A secret is rotated, and often enough.",
  why: "A leaked password is good until it is changed.",
  severity: "medium",
  concern: "operations",
  remediation: "Add a SecretRotation with a schedule within the maximum.",
  frameworks: {
    awsConfig: ["secretsmanager-rotation-enabled-check", "secretsmanager-scheduled-rotation-success-check"],
    securityHub: ["SecretsManager.1", "SecretsManager.4"],
    checkov: ["CKV2_AWS_57"],
    cdkNag: [
      "AwsSolutions-SMG4",
      "HIPAA.Security-SecretsManagerRotationEnabled",
      "NIST.800.53.R5-SecretsManagerRotationEnabled",
    ],
  },
  types: ["aws:secretsmanager/secret:Secret"],
  scope: "estate",
  parameters: z.object({
    maximumDays: z.int().min(1).default(90).describe("the longest time between rotations that passes, in days"),
  }),
  check(secret, { estate, parameters }) {
    const rotations = estate.referringTo(secret, "aws:secretsmanager/secretRotation:SecretRotation", "secretId");
    if (rotations.length === 0) return "nothing rotates it";
    return each(rotations, (rotation) => {
      const days = rotation.number("rotationRules.automaticallyAfterDays");
      return days !== undefined && days > parameters.maximumDays
        ? `it is rotated every ${days} days, the maximum ${parameters.maximumDays}`
        : undefined;
    });
  },
});
