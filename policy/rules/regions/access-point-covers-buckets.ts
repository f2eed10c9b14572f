import { Undecided } from "../../../resources/three-valued";
import { S3CONTROL_MULTI_REGION_ACCESS_POINT } from "../../../resources/types";
import { bucketsOfPoint, destinations, isFailoverPair, replicationsOf } from "../../facts/bucket-replication";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A Multi-Region Access Point includes every bucket of its replicated set.",
  rationale: "A region whose bucket is missing cannot serve the requests after a failover.",
  severity: "high",
  category: "recovery across regions",
  remediation:
    "Add the bucket to details.regions. The set of buckets cannot be changed: this creates a new access point.",
  frameworks: {},
  types: [S3CONTROL_MULTI_REGION_ACCESS_POINT],
  scope: "graph",
  check(point, { graph }) {
    const covered = bucketsOfPoint(point, graph);
    if (covered.size === 0) throw new Undecided(`${point.name}.details.regions`);
    const partners = [...covered].flatMap((bucket) =>
      replicationsOf(bucket, graph)
        .flatMap((replication) => destinations(replication, graph))
        // A bucket that only receives copies, such as an archive, is not part of the set.
        .filter((partner) => isFailoverPair(bucket, partner, graph)),
    );
    const missing = new Set(partners.filter((bucket) => !covered.has(bucket)).map((bucket) => bucket.name));
    return missing.size > 0 ? `details.regions lacks ${[...missing].join(", ")}` : undefined;
  },
});
