import { CONFIRM_SECONDS } from "../../failover/controller/failure-detector";
import { METRIC } from "../../failover/controller/metric";
import { numberInput, textInput } from "../../resources/known-inputs";
import type { Resource } from "../../resources/resource";
import type { ResourceGraph } from "../../resources/resource-graph";
import { CLOUDWATCH_EVENT_RULE, SCHEDULER_SCHEDULE } from "../../resources/types";

/** How the loss of the active region is noticed without a person. */
export interface Detection {
  /** Seconds between two looks at the active region. */
  readonly probeSeconds: number;
  /** Seconds for which each witness must have seen it down before its word counts. */
  readonly confirmSeconds: number;
  /** Seconds that an alarm takes from the first bad datapoint to its state. */
  readonly alarmSeconds: number;
}

const controllerType = "redoubt:index:FailoverController";
const scheduleTypes = new Set([CLOUDWATCH_EVENT_RULE, SCHEDULER_SCHEDULE]);

/** What the standbys' controllers watch the active region with; null where nothing registered does. */
export function detectionOf(inventory: ResourceGraph): Detection | null {
  const watching = inventory.resources.filter(
    (item) => item.role === "standby" && inventory.isWithin(item, controllerType),
  );
  const probes = watching.filter((item) => scheduleTypes.has(item.type)).map(intervalOf);
  if (probes.length === 0) return null;
  const alarms = watching.filter((item) => textInput(item, "metricName") === METRIC.name).map(alarmSeconds);
  return { probeSeconds: Math.max(...probes), confirmSeconds: CONFIRM_SECONDS, alarmSeconds: Math.max(0, ...alarms) };
}

/** Seconds from the first datapoint that breaches to the alarm. */
export function alarmSeconds(alarm: Resource): number {
  const datapoints = numberInput(alarm, "datapointsToAlarm") ?? numberInput(alarm, "evaluationPeriods") ?? 1;
  return (numberInput(alarm, "period") ?? 0) * datapoints;
}

/** Seconds of a schedule such as rate(1 minute). */
function intervalOf(schedule: Resource): number {
  const [, count, unit] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(textInput(schedule, "scheduleExpression")) ?? [];
  const seconds = { minute: 60, hour: 3600, day: 86400 }[unit ?? ""] ?? Number.POSITIVE_INFINITY;
  return Number(count ?? 1) * seconds;
}
