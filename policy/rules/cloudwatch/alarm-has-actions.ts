import type { Resource } from "../../../resources/resource";
import { textOf } from "../../../resources/text-of";
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
  scope: "graph",
  check(alarm, { graph }) {
    const paths = ["alarmActions", "insufficientDataActions", "okActions"];
    if (some(paths, (path) => alarm.list(path).length > 0)) return undefined;
    return graph.ofType(CLOUDWATCH_COMPOSITE_ALARM).some((composite) => evaluates(composite, alarm))
      ? undefined
      : "it has no action, and no composite alarm evaluates it";
  },
});

/** Whether a composite alarm's rule depends on the alarm, or contains its name. */
function evaluates(composite: Resource, alarm: Resource): boolean {
  if ((composite.propertyDependencies.alarmRule ?? []).includes(alarm.urn)) return true;
  const names = [alarm.raw("name"), alarm.raw("alarmName"), alarm.record.outputs?.name, alarm.record.outputs?.arn];
  const rule = textOf(composite.raw("alarmRule"));
  return names.some((name) => typeof name === "string" && name !== "" && rule.includes(name));
}
