import { instanceHealth, instanceReplacement, otherInstances } from "./controls";
import type { FailureDefinition } from "./failure";

export const instance: FailureDefinition = {
  failure: "instance",
  title: "An instance fails",
  detects: [instanceHealth],
  handles: [instanceReplacement, otherInstances],
  outcome(has) {
    const served = has(otherInstances);
    return {
      automatic: has(instanceHealth) && has(instanceReplacement) ? "yes" : "no",
      outage: served ? "none; requests in flight on it fail" : "the tier is down until the instance is replaced",
      lost: "nothing: instances hold no data",
    };
  },
};
