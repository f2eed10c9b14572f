import type { FailoverSettings } from "./run/plan";

/**
 * What a failover has to know of the deployed system: plain JSON, made from the stacks' outputs for the command line and
 * given to each region's controller as its configuration.
 */
export interface Deployment {
  /** By region; the active region, its standbys and those that are quarantined. */
  readonly regions: Readonly<Record<string, RegionDeployment>>;
  readonly lease: {
    readonly table: string;
    /** The regions that hold a replica of the table. */
    readonly regions: readonly string[];
  };
  /** ARN of the S3 Multi-Region Access Point. */
  readonly accessPointArn: string;
  /** ARN of the CloudFront KeyValueStore that the edge's router reads. */
  readonly routingStoreArn: string;
  /** The edge's URL, such as https://example.com, through which every probe goes. */
  readonly url: string;
  /** TCP port of the databases. */
  readonly databasePort: number;
  readonly settings: FailoverSettings;
}

export interface RegionDeployment {
  /** The network's range, by which its database is fenced from outside. */
  readonly cidr: string;
  /** What only the region's own stack knows; a controller has it for its own region alone. */
  readonly own?: RegionResources;
}

export interface RegionResources {
  /** The database's instance identifier. */
  readonly database: string;
  /** The Auto Scaling groups that serve, with their sizes in the active role. */
  readonly groups: readonly GroupDeployment[];
  /** ARN of the topic that people are told through. */
  readonly topicArn: string;
  /** ARN of the region's replica of the database's credentials. */
  readonly secretArn: string;
}

interface GroupDeployment {
  readonly name: string;
  readonly active: { readonly minimum: number; readonly desired: number };
}
