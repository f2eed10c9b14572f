import type { Estate } from "../../estate/estate";
import type { Resource } from "../../estate/resource";
import { each, Undecided } from "../../estate/three-valued";
import { defineRule } from "../../rule";
import { isRemoteReplica, sourceOf } from "./replicas";

const guards = ["multiAz", "deletionProtection"];

export const promotableReplica = defineRule({
  name: "promotable-replica",
  what: "A replica in another region is as safe as its source: backups, a second zone, deletion protection.",
  why: "Promotion makes it the primary within minutes: there is no time to add what it lacks.",
  severity: "high",
  concern: "recovery across regions",
  remediation: "Set backupRetentionPeriod above 0, multiAz: true and deletionProtection: true on the replica too.",
  frameworks: {},
  types: ["aws:rds/instance:Instance"],
  scope: "estate",
  check(database, { estate }) {
    if (!isRemoteReplica(database, estate)) return undefined;
    if ((database.number("backupRetentionPeriod") ?? 0) <= 0)
      return "backupRetentionPeriod is 0: once promoted it could have no replica";
    const source = inView(database, estate);
    return each(guards, (guard) =>
      database.flag(guard) !== true && source?.flag(guard) !== false ? `${guard} is not true` : undefined,
    );
  },
});

/** The source; undefined where it is not in view, which excuses nothing. */
function inView(replica: Resource, estate: Estate): Resource | undefined {
  try {
    return sourceOf(replica, estate);
  } catch (error) {
    if (error instanceof Undecided) return undefined;
    throw error;
  }
}
