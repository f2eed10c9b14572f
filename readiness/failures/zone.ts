import { databaseWatch, instanceHealth, multiAz, natPerZone, zonesOfInstances } from "./controls";
import type { FailureDefinition } from "./failure";

export const zone: FailureDefinition = {
  failure: "zone",
  title: "An availability zone fails",
  detects: [instanceHealth, databaseWatch],
  handles: [zonesOfInstances, natPerZone, multiAz],
  outcome(has) {
    const whole = has(zonesOfInstances) && has(natPerZone) && has(multiAz);
    return {
      automatic: whole && has(instanceHealth) ? "yes" : has(zonesOfInstances) || has(multiAz) ? "partly" : "no",
      outage: has(multiAz)
        ? "writes for 60–120 s while the database changes zone (RDS User Guide); reads of the cache go on"
        : "until a database is restored from backup, if its zone was the one",
      lost: has(multiAz) ? "nothing: replication between zones is synchronous" : "up to five minutes of writes",
    };
  },
};
