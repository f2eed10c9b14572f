import { regionNamed } from "../../estate/region-of";
import { defineRule } from "../../rule";
import { isRemoteReplica } from "./replicas";

export const replicaKeyLocal = defineRule({
  name: "replica-key-local",
  what: "A cross-region replica is encrypted with a key of its own region.",
  why: "A key of the region that failed opens nothing; RDS takes no other than a local one, and fails late.",
  severity: "critical",
  concern: "recovery across regions",
  remediation: "Set kmsKeyId to a key, or a replica of the key, in the replica's region.",
  frameworks: {},
  types: ["aws:rds/instance:Instance"],
  scope: "estate",
  check(database, { estate }) {
    if (!isRemoteReplica(database, estate)) return undefined;
    if (!database.has("kmsKeyId"))
      return "kmsKeyId is not set: a replica in another region needs a key of its own region";
    const region = regionNamed(database, database, "kmsKeyId", estate) ?? database.region;
    return region === database.region
      ? undefined
      : `kmsKeyId is a key of ${region}, the replica lies in ${database.region}`;
  },
});
