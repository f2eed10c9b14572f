import { auroraConfig } from "../../config/settings/database";
import { backups, DATABASE_MONITORING, enhancedMonitoring, multiAz, replica } from "./controls/database";
import type { FailureDefinition } from "./failure";

export const databaseInstance: FailureDefinition = {
  failure: "database instance",
  title: "The database instance fails",
  detectedBy: [DATABASE_MONITORING, enhancedMonitoring],
  handledBy: [multiAz, replica, backups],
  outcome(has, { config }) {
    if (has(multiAz)) {
      return {
        automatic: "yes",
        outage: auroraConfig(config.database)
          ? "writes for less than 60 s, typically (Aurora User Guide, Concepts.AuroraHighAvailability)"
          : "writes for 60–120 s, typically (RDS User Guide, Concepts.MultiAZ.Failover)",
        lost: "nothing: replication between zones is synchronous",
      };
    }
    return {
      automatic: "no",
      outage: has(replica) ? "until a standby region is promoted" : "until a backup is restored",
      lost: has(replica)
        ? "what the replica had not received yet"
        : has(backups)
          ? "up to five minutes of writes"
          : "everything",
    };
  },
};
