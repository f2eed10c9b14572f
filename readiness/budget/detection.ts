import { CONFIRM_SECONDS } from "../../failover/controller/failure-detector";
import { METRICS } from "../../failover/controller/metric";
import { numberInput, textInput } from "../../resources/known-inputs";
import type { Resource } from "../../resources/resource";
import type { ResourceGraph } from "../../resources/resource-graph";
import { CLOUDWATCH_EVENT_RULE, SCHEDULER_SCHEDULE } from "../../resources/types";
import { FAILOVER_CONTROLLER } from "../component-types";

/** How the loss of the active region is detected automatically. */
export interface Detection {
  /** Seconds between two probes of the active region. */
  readonly probeSeconds: number;
  /** Seconds for which the region must be down before its loss is reported. */
  readonly confirmSeconds: number;
  /** Seconds from the first breaching datapoint to the alarm state. */
  readonly alarmSeconds: number;
}

const SCHEDULE_TYPES = new Set([CLOUDWATCH_EVENT_RULE, SCHEDULER_SCHEDULE]);

/** The probes and alarms of the standby regions' controllers; null if none are registered. */
export function detectionOf(inventory: ResourceGraph): Detection | null {
  const detectors = inventory.resources.filter(
    (item) => item.role === "standby" && inventory.isWithin(item, FAILOVER_CONTROLLER),
  );
  const probes = detectors.filter((item) => SCHEDULE_TYPES.has(item.type)).map(intervalOf);
  if (probes.length === 0) return null;
  const alarms = detectors
    .filter((item) => textInput(item, "metricName") === METRICS.activeRegionLost)
    .map(alarmSeconds);
  return { probeSeconds: Math.max(...probes), confirmSeconds: CONFIRM_SECONDS, alarmSeconds: Math.max(0, ...alarms) };
}

/** Seconds from the first breaching datapoint to the alarm state. */
export function alarmSeconds(alarm: Resource): number {
  const datapoints = numberInput(alarm, "datapointsToAlarm") ?? numberInput(alarm, "evaluationPeriods") ?? 1;
  return (numberInput(alarm, "period") ?? 0) * datapoints;
}

/** Interval of a schedule such as rate(1 minute), in seconds. */
function intervalOf(schedule: Resource): number {
  const [, count, unit] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(textInput(schedule, "scheduleExpression")) ?? [];
  const seconds = { minute: 60, hour: 3600, day: 86400 }[unit ?? ""] ?? Number.POSITIVE_INFINITY;
  return Number(count ?? 1) * seconds;
}
