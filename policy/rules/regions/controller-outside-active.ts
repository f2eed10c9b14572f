import { siteOf, topologyOf } from "../../../resources/topology";
import {
  CLOUDWATCH_EVENT_RULE,
  CLOUDWATCH_METRIC_ALARM,
  LAMBDA_FUNCTION,
  SFN_STATE_MACHINE,
  SNS_TOPIC,
} from "../../../resources/types";
import { defineRule } from "../../rule";

export default defineRule({
  description:
    "A standby's functions, state machines, alarms, rules and topics are in the standby region and do not depend on the active region.",
  rationale: "The failover cannot run if its machinery fails together with the active region.",
  severity: "critical",
  category: "recovery across regions",
  remediation: "Create them in the standby region, without references to the active region.",
  frameworks: {},
  types: [LAMBDA_FUNCTION, SFN_STATE_MACHINE, CLOUDWATCH_METRIC_ALARM, CLOUDWATCH_EVENT_RULE, SNS_TOPIC],
  scope: "graph",
  comparesRegions: true,
  check(part, { graph }) {
    const home = siteOf(part, graph, "standby");
    if (!home) return undefined;
    if (part.region !== null && part.region !== home.region)
      return `it is in ${part.region}, its standby in ${home.region}`;
    const active = topologyOf(graph).active?.region;
    const foreign = part.record.dependencies
      .map((urn) => graph.at(urn))
      .filter(
        (dependency) => dependency?.region !== undefined && dependency.region !== null && dependency.region === active,
      )
      .map((dependency) => dependency?.name);
    return foreign.length > 0 ? `it depends on ${foreign.join(", ")} in ${active}` : undefined;
  },
});
