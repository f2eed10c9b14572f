import { SNS_TOPIC } from "../../../resources/types";
import { namesCustomerKey } from "../../facts/kms";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A topic is encrypted with a customer managed key.",
  rationale:
    "CloudWatch alarms and other services cannot publish to a topic that is encrypted with the AWS managed key.",
  severity: "high",
  category: "encryption",
  remediation: "Set kmsMasterKeyId to a customer managed key whose policy allows the publishing services.",
  frameworks: { trivy: ["AWS-0136"] },
  types: [SNS_TOPIC],
  scope: "graph",
  check: (topic) =>
    namesCustomerKey(topic, "kmsMasterKeyId") ? undefined : "kmsMasterKeyId does not name a customer managed key",
});
