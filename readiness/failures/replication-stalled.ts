import { alarmSeconds } from "../budget/detection";
import { lagAlarm, replica, replicationStoppedAlarm } from "./controls/database";
import { alarmTopic } from "./controls/failover";
import { replicationMetrics } from "./controls/storage";
import type { FailureDefinition } from "./failure";

export const replicationStalled: FailureDefinition = {
  failure: "replication stalled",
  title: "Replication to the standby stalls",
  detectedBy: [lagAlarm, replicationStoppedAlarm, replicationMetrics],
  handledBy: [alarmTopic, replica],
  outcome(has, situation) {
    const alarms = [...lagAlarm.find(situation), ...replicationStoppedAlarm.find(situation)].map(alarmSeconds);
    const { lagLimitSeconds } = situation.config.database;
    return {
      automatic: "no",
      outage: !has(replica)
        ? "none; there is no replica"
        : alarms.length > 0 && has(alarmTopic)
          ? `none; an operator is notified after ${Math.max(...alarms) / 60} min`
          : "none, and nobody is notified",
      lost: `nothing by itself; a promotion that would lose more than ${lagLimitSeconds} s of writes, or an unknown amount, is refused unless it is forced`,
    };
  },
};
