import { dataLoss } from "../budget/data-loss";
import { standbyTiers } from "./controls/compute";
import { replica } from "./controls/database";
import { controller, failureDetector, LEASE_TABLE, router, routingStore, standbyOrigin } from "./controls/failover";
import { accessPoint, replicatedCredentials, replicatedObjects } from "./controls/storage";
import type { FailureDefinition } from "./failure";

export const region: FailureDefinition = {
  failure: "region",
  title: "The active region is lost",
  detectedBy: [failureDetector],
  handledBy: [
    controller,
    LEASE_TABLE,
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
    const possible = [LEASE_TABLE, replica, standbyTiers, replicatedCredentials, routingStore, router].every(has);
    const automatic = has(failureDetector) && has(controller) && config.trigger === "automatic";
    const losses = dataLoss(inventory, config).map(
      ({ store, highMinutes }) => `${store}: ${highMinutes === null ? "no bound" : `up to ${highMinutes} min`}`,
    );
    const reads = has(standbyOrigin) ? "reads continue in a standby region" : "reads as long as writes";
    return {
      automatic: possible ? (automatic ? "yes" : "partly") : "no",
      outage: possible
        ? `writes for the time of the recovery budget; ${reads}${automatic ? "" : "; an operator starts the failover"}`
        : "until what is missing has been built by hand",
      lost: losses.join("; "),
    };
  },
};
