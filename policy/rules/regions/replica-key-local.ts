import { regionNamed } from "../../../resources/region-of";
import { RDS_INSTANCE } from "../../../resources/types";
import { isRemoteReplica } from "../../facts/database-replicas";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A cross-region replica is encrypted with a key of its own region.",
  rationale: "RDS accepts only keys of the replica's region, and a key of the failed region is not available.",
  severity: "critical",
  category: "recovery across regions",
  remediation: "Set kmsKeyId to a key, or a replica of a multi-Region key, in the replica's region.",
  frameworks: {},
  types: [RDS_INSTANCE],
  scope: "graph",
  check(database, { graph }) {
    if (!isRemoteReplica(database, graph)) return undefined;
    if (!database.has("kmsKeyId"))
      return "kmsKeyId is not set: a replica in another region needs a key of its own region";
    const region = regionNamed(database, database, "kmsKeyId", graph) ?? database.region;
    return region === database.region
      ? undefined
      : `kmsKeyId is a key of ${region}, the replica lies in ${database.region}`;
  },
});
