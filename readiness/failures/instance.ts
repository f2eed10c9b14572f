import { instanceHealth, instanceReplacement, otherInstances } from "./controls/compute";
import type { FailureDefinition } from "./failure";

export const instance: FailureDefinition = {
  failure: "instance",
  title: "An instance fails",
  detectedBy: [instanceHealth],
  handledBy: [instanceReplacement, otherInstances],
  outcome(has) {
    return {
      automatic: has(instanceHealth) && has(instanceReplacement) ? "yes" : "no",
      outage: has(otherInstances)
        ? "none; its requests in flight fail"
        : "the tier is down until the instance is replaced",
      lost: "nothing: instances hold no data",
    };
  },
};
