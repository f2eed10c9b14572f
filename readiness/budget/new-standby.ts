import type { RedoubtConfig } from "../../config/parse";
import type { NewStandby } from "../document";
import { minutes } from "./budget";
import { INSTANCE_LOW_SECONDS } from "./estimates";

/**
 * Highest throughput of one copy of a snapshot between regions, MiB/s. EBS User Guide, "Time-based copies for Amazon EBS snapshots", Quotas:
 * 500 MiB/s, not adjustable. RDS documents no rate of its own for the copy from which it makes a replica.
 */
const SNAPSHOT_COPY_MIB_PER_SECOND = 500;
/** Default limit of replication under S3 Replication Time Control, Gbit/s. S3 User Guide, "Best practices and guidelines for S3 RTC": 1 Gbps. */
const OBJECTS_GBIT_PER_SECOND = 1;
const MIB_PER_GIB = 1024;
const BITS_PER_TIB = 8 * 1024 ** 4;

type Part = NewStandby["parts"][number];

/**
 * The time until a region that is added after the loss of another one has the database: an estimate, of which AWS documents no upper bound.
 * The objects are copied beside it.
 */
export function newStandbyEstimate(config: Pick<RedoubtConfig, "database">): NewStandby {
  const parts = [databaseCopy(config), instance(), objects()];
  const counted = parts.filter(({ per }) => per === null);
  const low = counted.reduce((sum, { lowMinutes }) => sum + lowMinutes, 0);
  return { lowMinutes: Math.round(low * 10) / 10, highMinutes: null, parts };
}

function databaseCopy({ database }: Pick<RedoubtConfig, "database">): Part {
  const unbounded = { title: "copy the database to the region", highMinutes: null, per: null };
  if (!("storageGiB" in database)) {
    const source = "AWS documents no duration for the first copy to a secondary cluster: not counted";
    return { ...unbounded, lowMinutes: 0, source };
  }
  const { maximumStorageGiB, storageGiB } = database;
  const of = (gib: number) => minutes((gib * MIB_PER_GIB) / SNAPSHOT_COPY_MIB_PER_SECOND) ?? 0;
  return {
    ...unbounded,
    lowMinutes: of(storageGiB),
    source: `${storageGiB} GiB (database.storageGiB) at ${SNAPSHOT_COPY_MIB_PER_SECOND} MiB/s, the most for one snapshot (EBS User Guide, "Time-based copies"); ${of(maximumStorageGiB)} min for ${maximumStorageGiB} GiB (database.maximumStorageGiB); RDS User Guide, "Copying a DB snapshot": "can take hours"`,
  };
}

function instance(): Part {
  return {
    title: "create the DB instance",
    lowMinutes: minutes(INSTANCE_LOW_SECONDS) ?? 0,
    highMinutes: null,
    per: null,
    source: "AWS documents no duration, taken as at least five minutes as in the recovery budget",
  };
}

function objects(): Part {
  return {
    title: "copy the objects (redoubt replicate)",
    lowMinutes: minutes(BITS_PER_TIB / (OBJECTS_GBIT_PER_SECOND * 1e9)) ?? 0,
    highMinutes: null,
    per: "TiB",
    source: `at ${OBJECTS_GBIT_PER_SECOND} Gbit/s, the default limit of S3 Replication Time Control (S3 User Guide, "Best practices and guidelines for S3 RTC"); AWS documents no rate for S3 Batch Replication`,
  };
}
