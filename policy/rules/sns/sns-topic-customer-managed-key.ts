import { defineRule } from "../../rule";
import { namesCustomerKey } from "../kms/customer-key";

export const snsTopicCustomerManagedKey = defineRule({
  name: "sns-topic-customer-managed-key",
  what: "A topic is encrypted with a key of the customer's own.",
  why: "Alarms and other services cannot publish to a topic under the key that AWS manages.",
  severity: "high",
  concern: "encryption",
  remediation: "Set kmsMasterKeyId to a key of yours, whose policy admits the services that publish.",
  frameworks: { trivy: ["AWS-0136"] },
  types: ["aws:sns/topic:Topic"],
  scope: "estate",
  check: (topic) => (namesCustomerKey(topic, "kmsMasterKeyId") ? undefined : "kmsMasterKeyId names no key of yours"),
});
