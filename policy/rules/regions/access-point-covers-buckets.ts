import { Undecided } from "../../estate/three-valued";
import { defineRule } from "../../rule";
import { bucketType, destinations, replicationsOf } from "./bucket-replication";

export const accessPointCoversBuckets = defineRule({
  name: "access-point-covers-buckets",
  what: "A Multi-Region Access Point names every bucket of its replicated set.",
  why: "A region whose bucket is left out cannot take the requests over.",
  severity: "high",
  concern: "recovery across regions",
  remediation: "Add the bucket to details.regions: a new access point, for the set cannot be changed.",
  frameworks: {},
  types: ["aws:s3control/multiRegionAccessPoint:MultiRegionAccessPoint"],
  scope: "estate",
  check(point, { estate }) {
    const covered = new Set(
      point
        .list("details.regions")
        .flatMap((_, index) => estate.namedBy(point, `details.regions.${index}.bucket`, bucketType)),
    );
    if (covered.size === 0) throw new Undecided(`${point.name}.details.regions`);
    const partners = [...covered].flatMap((bucket) =>
      replicationsOf(bucket, estate).flatMap((replication) => destinations(replication, estate)),
    );
    const missing = new Set(partners.filter((bucket) => !covered.has(bucket)).map((bucket) => bucket.name));
    return missing.size > 0 ? `details.regions lacks ${[...missing].join(", ")}` : undefined;
  },
});
