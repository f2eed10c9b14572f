import { stackOf, topologyOf } from "../../estate/topology";
import { defineRule } from "../../rule";

export const controllerOutsideActive = defineRule({
  name: "controller-outside-active",
  what: "A standby's functions, state machines, alarms, rules and topics lie in its region and depend on nothing in the active one.",
  why: "What is to carry the failover out must not go down with the region that failed.",
  severity: "critical",
  concern: "recovery across regions",
  remediation: "Create them in the standby region, and hand them nothing of the active region.",
  frameworks: {},
  types: [
    "aws:lambda/function:Function",
    "aws:sfn/stateMachine:StateMachine",
    "aws:cloudwatch/metricAlarm:MetricAlarm",
    "aws:cloudwatch/eventRule:EventRule",
    "aws:sns/topic:Topic",
  ],
  scope: "estate",
  check(part, { estate }) {
    const home = stackOf(part, estate, "standby");
    if (!home) return undefined;
    if (part.region !== null && part.region !== home.region)
      return `it lies in ${part.region}, its standby in ${home.region}`;
    const active = topologyOf(estate).active?.region;
    const foreign = part.record.dependencies
      .map((urn) => estate.at(urn))
      .filter(
        (dependency) => dependency?.region !== undefined && dependency.region !== null && dependency.region === active,
      )
      .map((dependency) => dependency?.name);
    return foreign.length > 0 ? `it depends on ${foreign.join(", ")} in ${active}` : undefined;
  },
});
