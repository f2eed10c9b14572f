import { some } from "../../../resources/three-valued";
import { defineRule } from "../../rule";

export const alarmHasActions = defineRule({
  name: "alarm-has-actions",
  description: "An alarm tells somebody.",
  rationale: "An alarm without an action turns red where nobody looks.",
  severity: "high",
  category: "operations",
  remediation: "List a topic or another action in alarmActions.",
  frameworks: {
    awsConfig: ["cloudwatch-alarm-action-check"],
    securityHub: ["CloudWatch.15"],
    trustedAdvisor: ["c18d2gz160"],
    cdkNag: ["HIPAA.Security-CloudWatchAlarmAction", "NIST.800.53.R5-CloudWatchAlarmAction"],
  },
  types: ["aws:cloudwatch/metricAlarm:MetricAlarm", "aws:cloudwatch/compositeAlarm:CompositeAlarm"],
  scope: "resource",
  check(alarm) {
    const paths = ["alarmActions", "insufficientDataActions", "okActions"];
    return some(paths, (path) => alarm.list(path).length > 0) ? undefined : "it has no action";
  },
});
