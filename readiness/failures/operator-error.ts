import { backups, deletionProtection, finalSnapshot } from "./controls/database";
import { resourceProtection, versions } from "./controls/storage";
import type { FailureDefinition } from "./failure";

export const operatorError: FailureDefinition = {
  failure: "operator error",
  title: "Somebody deletes a resource by mistake",
  detectedBy: [],
  handledBy: [resourceProtection, deletionProtection, finalSnapshot, versions, backups],
  outcome(has) {
    const refused = has(resourceProtection) && has(deletionProtection);
    return {
      automatic: refused ? "yes" : has(resourceProtection) || has(deletionProtection) ? "partly" : "no",
      outage: refused ? "none: Pulumi and RDS both refuse the deletion" : "until the deleted resource is restored",
      lost: refused
        ? "nothing"
        : has(finalSnapshot) || has(backups)
          ? "what was written after the last snapshot or restore point"
          : "what was deleted",
    };
  },
};
