import { alarmSeconds } from "../budget/detection";
import { alarmTopic, lagAlarm, replica, replicationMetrics, stoppedAlarm } from "./controls";
import type { FailureDefinition } from "./failure";

export const replicationStalled: FailureDefinition = {
  failure: "replication stalled",
  title: "Replication to the standby stalls",
  detects: [lagAlarm, stoppedAlarm, replicationMetrics],
  handles: [alarmTopic, replica],
  outcome(has, situation) {
    const alarms = [...lagAlarm.find(situation), ...stoppedAlarm.find(situation)].map(alarmSeconds);
    const { lagLimitSeconds } = situation.config.database;
    return {
      automatic: "no",
      outage: !has(replica)
        ? "none by itself; there is no replica to stall"
        : alarms.length > 0 && has(alarmTopic)
          ? `none by itself; people are told after ${Math.max(...alarms) / 60} min and repair it`
          : "none by itself, and nobody is told",
      lost: `nothing yet: a promotion is refused over ${lagLimitSeconds} s of lag, or while the lag is unknown, unless it is forced`,
    };
  },
};
