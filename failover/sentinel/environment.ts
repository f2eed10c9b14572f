import type { Deployment } from "../deployment";

/** The environment of the sentinel's functions; components/failover/sentinel.ts sets it. */
export interface SentinelEnvironment {
  /** JSON of the settings of the lease table's client. */
  readonly REDOUBT_LEASE: string;
  /** The function's own region. */
  readonly REDOUBT_HOME: string;
  /** Host name, port and name of the region's database, where it takes writes. */
  readonly REDOUBT_DATABASE_HOST: string;
  /** Host name that answers reads in a standby too; the same for RDS. */
  readonly REDOUBT_DATABASE_READER_HOST: string;
  readonly REDOUBT_DATABASE_PORT: string;
  readonly REDOUBT_DATABASE_NAME: string;
  /** Seconds between two rounds. */
  readonly REDOUBT_BEAT_SECONDS: string;
  /** Name of the function that creates the sentinel's database role. Absent in that function itself. */
  readonly REDOUBT_SETUP_FUNCTION?: string;
  /** ARN of the region's replica of the database credentials. Only the function that creates the role has it. */
  readonly REDOUBT_SECRET_ARN?: string;
}

/** Input of the sentinel. A scheduled event has no action: it runs rounds for a minute. */
export type SentinelEvent =
  | { readonly action?: undefined }
  | { readonly action: "write-marker"; readonly marker: string }
  | { readonly action: "read-marker" };

/** The fields of the deployment that the lease table's client needs. */
export type LeaseTableDeployment = Pick<Deployment, "leaseTableName" | "leaseRegions" | "regions">;
