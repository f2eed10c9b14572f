import { activeOf, stackOf } from "../../estate/topology";
import { defineRule } from "../../rule";
import { twinIn } from "./twins";

export const limitsEqual = defineRule({
  name: "limits-equal",
  what: "A standby's concurrency and quotas are the active region's or more.",
  why: "Quotas are per region: a standby that was never raised throttles the load that it takes over.",
  severity: "high",
  concern: "recovery across regions",
  remediation: "Set the same reservedConcurrentExecutions, and declare the same ServiceQuota values, in the standby.",
  frameworks: {},
  types: ["aws:lambda/function:Function", "aws:servicequotas/serviceQuota:ServiceQuota"],
  scope: "estate",
  check(limited, { estate }) {
    if (!stackOf(limited, estate, "standby")) return undefined;
    const twin = twinIn(activeOf(estate).stack, limited, estate);
    if (!twin) return undefined;
    const property = limited.type.endsWith("ServiceQuota") ? "value" : "reservedConcurrentExecutions";
    const wanted = twin.number(property) ?? -1;
    const own = limited.number(property) ?? -1;
    // -1 is a share of the account's pool, without a limit of its own.
    const enough = own === wanted || own > wanted || (property !== "value" && own === -1);
    return enough ? undefined : `${property} is ${own}, the active region's ${wanted}`;
  },
});
