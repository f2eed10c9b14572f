import { newStandbyEstimate } from "../budget/new-standby";
import { LEASE_TABLE, routingStore } from "./controls/failover";
import { primariesOutsideTiers, replicatedCredentials, replicatedObjects } from "./controls/storage";
import type { FailureDefinition } from "./failure";

/** What follows a failover when the lost region stays away for months (docs/lost-region.md). */
export const regionNeverReturns: FailureDefinition = {
  failure: "region never returns",
  title: "The lost region does not come back",
  detectedBy: [],
  handledBy: [primariesOutsideTiers, LEASE_TABLE, routingStore, replicatedCredentials, replicatedObjects],
  outcome(has, { config }) {
    const left = Object.keys(config.regions).length - 1;
    const redundancy =
      left > 1
        ? `${left} regions are left, ${left - 1} of them standby`
        : "one region is left: until a new standby exists, its loss ends the service and loses what its backups lack";
    const updates = "updates of the regions that are left continue without a call to the lost one";
    const { lowMinutes, parts } = newStandbyEstimate(config);
    const objects = parts.find(({ per }) => per !== null);
    const time = `estimated at no less than ${lowMinutes} min, and ${objects?.lowMinutes} min for each ${objects?.per} of objects; AWS documents no upper bound`;
    const standby = has(primariesOutsideTiers)
      ? "a new standby is an update that adds a region"
      : "a new standby gets another multi-Region key, and the secret is detached from its lost primary: redoubt abandon prepares both";
    return {
      automatic: has(primariesOutsideTiers) ? "partly" : "no",
      outage: `none after the failover; ${updates}; ${redundancy}; ${standby}; ${time}`,
      lost: "nothing after the failover",
    };
  },
};
