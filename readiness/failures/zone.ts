import { instanceHealth, instancesAcrossZones, natPerZone } from "./controls/compute";
import { DATABASE_MONITORING, multiAz } from "./controls/database";
import type { FailureDefinition } from "./failure";

export const zone: FailureDefinition = {
  failure: "zone",
  title: "An availability zone fails",
  detectedBy: [instanceHealth, DATABASE_MONITORING],
  handledBy: [instancesAcrossZones, natPerZone, multiAz],
  outcome(has) {
    const complete = has(instancesAcrossZones) && has(natPerZone) && has(multiAz);
    return {
      automatic: complete && has(instanceHealth) ? "yes" : has(instancesAcrossZones) || has(multiAz) ? "partly" : "no",
      outage: has(multiAz)
        ? "writes for 60–120 s during the database's failover to another zone (RDS User Guide); cached reads continue"
        : "until the database is restored from a backup, if it was in that zone",
      lost: has(multiAz) ? "nothing: replication between zones is synchronous" : "up to five minutes of writes",
    };
  },
};
