import { dataLoss } from "../budget/data-loss";
import {
  accessPoint,
  controller,
  leaseTable,
  replica,
  replicatedCredentials,
  replicatedObjects,
  router,
  routingStore,
  standbyOrigin,
  standbyTiers,
  watch,
} from "./controls";
import type { FailureDefinition } from "./failure";

export const region: FailureDefinition = {
  failure: "region",
  title: "The active region is lost",
  detects: [watch],
  handles: [
    controller,
    leaseTable,
    replica,
    standbyTiers,
    replicatedCredentials,
    replicatedObjects,
    accessPoint,
    routingStore,
    router,
    standbyOrigin,
  ],
  outcome(has, { inventory, config }) {
    const able = [leaseTable, replica, standbyTiers, replicatedCredentials, routingStore, router].every(has);
    const starts = has(watch) && has(controller) && config.trigger === "automatic";
    const losses = dataLoss(inventory, config).map(
      ({ store, highMinutes }) => `${store}: ${highMinutes === null ? "no bound" : `up to ${highMinutes} min`}`,
    );
    return {
      automatic: able ? (starts ? "yes" : "partly") : "no",
      outage: able
        ? `writes as the recovery budget says; reads ${has(standbyOrigin) ? "go on in a standby" : "too"}${starts ? "" : "; a person starts the failover"}`
        : "until what is missing has been built by hand",
      lost: losses.join("; "),
    };
  },
};
