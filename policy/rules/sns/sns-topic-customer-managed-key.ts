import { SNS_TOPIC } from "../../../resources/types";
import { namesCustomerKey } from "../../facts/kms";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A topic is encrypted with a key of the customer's own.",
  rationale: "Alarms and other services cannot publish to a topic under the key that AWS manages.",
  severity: "high",
  category: "encryption",
  remediation: "Set kmsMasterKeyId to a key of yours, whose policy admits the services that publish.",
  frameworks: { trivy: ["AWS-0136"] },
  types: [SNS_TOPIC],
  scope: "graph",
  check: (topic) => (namesCustomerKey(topic, "kmsMasterKeyId") ? undefined : "kmsMasterKeyId names no key of yours"),
});
