import { CLOUDWATCH_COMPOSITE_ALARM, CLOUDWATCH_METRIC_ALARM } from "../../../resources/types";
import { defineRule } from "../../rule";

export default defineRule({
  description: "An alarm's actions are enabled.",
  rationale: "An alarm that was muted for maintenance and never enabled again reports nothing in the next outage.",
  severity: "high",
  category: "operations",
  remediation: "Set actionsEnabled: true, or omit it.",
  frameworks: {
    awsConfig: ["cloudwatch-alarm-action-enabled-check"],
    securityHub: ["CloudWatch.17"],
    checkov: ["CKV_AWS_319"],
  },
  types: [CLOUDWATCH_METRIC_ALARM, CLOUDWATCH_COMPOSITE_ALARM],
  scope: "resource",
  check: (alarm) => (alarm.flag("actionsEnabled") === false ? "actionsEnabled is false" : undefined),
});
