import { some } from "../../../resources/three-valued";
import { CLOUDWATCH_COMPOSITE_ALARM, CLOUDWATCH_METRIC_ALARM } from "../../../resources/types";
import { defineRule } from "../../rule";

export default defineRule({
  description: "An alarm has an action.",
  rationale: "Nobody is notified when an alarm without an action changes state.",
  severity: "high",
  category: "operations",
  remediation: "List a topic or another action in alarmActions.",
  frameworks: {
    awsConfig: ["cloudwatch-alarm-action-check"],
    securityHub: ["CloudWatch.15"],
    trustedAdvisor: ["c18d2gz160"],
    cdkNag: ["HIPAA.Security-CloudWatchAlarmAction", "NIST.800.53.R5-CloudWatchAlarmAction"],
  },
  types: [CLOUDWATCH_METRIC_ALARM, CLOUDWATCH_COMPOSITE_ALARM],
  scope: "resource",
  check(alarm) {
    const paths = ["alarmActions", "insufficientDataActions", "okActions"];
    return some(paths, (path) => alarm.list(path).length > 0) ? undefined : "it has no action";
  },
});
