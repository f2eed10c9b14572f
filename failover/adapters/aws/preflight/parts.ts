import type { AwsClients } from "../clients";
import type { ResolveCname } from "./public-dns";

/** The clients of the services that the checks call. */
export type AccountClients = Pick<AwsClients, "acm" | "cloudwatch" | "ec2" | "rds" | "serviceQuotas">;

/** A number of instances of one type. */
export interface InstanceCount {
  readonly type: string;
  readonly count: number;
}

/** What the checks of an account need for one region. */
export interface AccountParts {
  /** The region whose account settings are checked. */
  readonly region: string;
  /** The other regions of the topology. */
  readonly others: readonly string[];
  /** Regions that are not called, because an operator named them as lost. */
  readonly lost: readonly string[];
  readonly instanceTypes: readonly string[];
  /** Number of Availability Zones that each tier uses. */
  readonly zones: number;
  /** What the region does not have yet and a first deployment creates; nothing for a deployed region. */
  readonly needed: {
    readonly addresses: number;
    readonly networks: number;
    /** Instances of the active role, because every region may become active. */
    readonly instances: readonly InstanceCount[];
    /** vCPUs of the tasks of the active role; absent where no tier is on Fargate. */
    readonly taskVcpus?: number;
  };
  /** Whether the failover functions reserve Lambda concurrency. */
  readonly reservedConcurrency: boolean;
  /** ARN of the region's certificate; undefined before the first deployment. */
  readonly certificateArn?: string;
  /** ARN of the region's bucket; undefined before the first deployment. */
  readonly bucketArn?: string;
  readonly clients: AccountClients;
  /** Looks up a CNAME record in the public DNS. */
  readonly resolveCname: ResolveCname;
}
