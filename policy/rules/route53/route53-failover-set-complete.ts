import { some } from "../../estate/three-valued";
import { defineRule } from "../../rule";
import { failoverKind, sameSet } from "./failover-records";

export const route53FailoverSetComplete = defineRule({
  name: "route53-failover-set-complete",
  what: "A failover record has its counterpart.",
  why: "A primary without a secondary has nothing to fail over to.",
  severity: "high",
  concern: "recovery across regions",
  remediation:
    "Write one record with failoverRoutingPolicies type PRIMARY and one SECONDARY of the same name and type.",
  frameworks: { trustedAdvisor: ["b73EEdD790"] },
  types: ["aws:route53/record:Record"],
  scope: "estate",
  check(record, { estate }) {
    const kind = failoverKind(record);
    if (kind === undefined) return undefined;
    const wanted = kind === "PRIMARY" ? "SECONDARY" : "PRIMARY";
    const set = sameSet(record, estate);
    return some(set, (other) => failoverKind(other) === wanted)
      ? undefined
      : `no ${wanted} record of that name and type is in view`;
  },
});
