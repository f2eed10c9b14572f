import { SQS_QUEUE } from "../../../resources/types";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A queue is encrypted at rest.",
  rationale: "A dead-letter queue keeps messages, and the data in them, for days.",
  severity: "high",
  category: "encryption",
  remediation: "Set kmsMasterKeyId, or sqsManagedSseEnabled: true.",
  frameworks: {
    cfnGuard: ["sqs-queue-kms-master-key-id-rule"],
    awsConfig: ["sqs-queue-encrypted"],
    securityHub: ["SQS.1"],
    checkov: ["CKV_AWS_27"],
    trivy: ["AWS-0096"],
    cdkNag: ["AwsSolutions-SQS2"],
    kics: ["sqs_with_sse_disabled"],
  },
  types: [SQS_QUEUE],
  scope: "graph",
  remediate: () => ({ sqsManagedSseEnabled: true }),
  check: (queue) =>
    queue.given("kmsMasterKeyId") || queue.flag("sqsManagedSseEnabled") === true
      ? undefined
      : "neither kmsMasterKeyId nor sqsManagedSseEnabled is set",
});
