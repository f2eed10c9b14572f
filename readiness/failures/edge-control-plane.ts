import { accessPoint, leaseTable, router, routingStore } from "./controls";
import type { FailureDefinition } from "./failure";

export const edgeControlPlane: FailureDefinition = {
  failure: "edge control plane",
  title: "The control planes in us-east-1 are down (CloudFront, Route 53, IAM, ACM)",
  detects: [],
  handles: [routingStore, router, leaseTable, accessPoint],
  outcome(has) {
    const free = has(routingStore) && has(router) && has(leaseTable);
    return {
      automatic: free ? "yes" : "no",
      outage: free
        ? "none: requests are data plane, and a failover calls none of these control planes"
        : "none by itself; a failover at the same time cannot switch the edge",
      lost: "nothing",
    };
  },
};
