import { some } from "../../estate/three-valued";
import { stackOf, standbysOf } from "../../estate/topology";
import { defineRule } from "../../rule";
import { instanceType, isRemoteReplica, isReplica, sourceOf } from "./replicas";

export const replicaInAnotherRegion = defineRule({
  name: "replica-in-another-region",
  what: "A database replica lies in another region than its source, and every active database has one.",
  why: "A replica beside its source is lost with it.",
  severity: "critical",
  concern: "recovery across regions",
  remediation: "Give the standby region an instance whose replicateSourceDb is the ARN of the active one.",
  frameworks: {},
  types: ["aws:rds/instance:Instance"],
  scope: "estate",
  check(database, { estate }) {
    if (isReplica(database)) {
      return isRemoteReplica(database, estate) ? undefined : "its source lies in its own region";
    }
    if (!stackOf(database, estate, "active")) return undefined;
    const replicas = standbysOf(estate)
      .flatMap(({ resources }) => resources)
      .filter((resource) => resource.type === instanceType && isReplica(resource));
    return some(replicas, (replica) => sourceOf(replica, estate) === database)
      ? undefined
      : "no standby region has a replica of it";
  },
});
