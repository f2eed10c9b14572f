import { LEASE_TABLE, router, routingStore } from "./controls/failover";
import { accessPoint } from "./controls/storage";
import type { FailureDefinition } from "./failure";

export const edgeControlPlane: FailureDefinition = {
  failure: "edge control plane",
  title: "The control planes in us-east-1 are down (CloudFront, Route 53, IAM, ACM)",
  detectedBy: [],
  handledBy: [routingStore, router, LEASE_TABLE, accessPoint],
  outcome(has) {
    const independent = has(routingStore) && has(router) && has(LEASE_TABLE);
    return {
      automatic: independent ? "yes" : "no",
      outage: independent
        ? "none: requests use the data plane, and a failover calls none of these control planes"
        : "none, but a failover at the same time cannot change the routing at the edge",
      lost: "nothing",
    };
  },
};
