import { backups, deletionProtection, engineProtection, finalSnapshot, versions } from "./controls";
import type { FailureDefinition } from "./failure";

export const operatorError: FailureDefinition = {
  failure: "operator error",
  title: "Somebody deletes or destroys by mistake",
  detects: [],
  handles: [engineProtection, deletionProtection, finalSnapshot, versions, backups],
  outcome(has) {
    const refused = has(engineProtection) && has(deletionProtection);
    return {
      automatic: refused ? "yes" : has(engineProtection) || has(deletionProtection) ? "partly" : "no",
      outage: refused ? "none: the deletion is refused, twice" : "until what was deleted is restored",
      lost: refused
        ? "nothing"
        : has(finalSnapshot) || has(backups)
          ? "what was written since the last snapshot or restorable point"
          : "what was deleted",
    };
  },
};
