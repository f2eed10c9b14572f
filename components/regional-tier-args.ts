import type * as iam from "@pulumi/aws/iam";
import type * as pulumi from "@pulumi/pulumi";
import type { Tags } from "../config/tags";
import type { Capacity } from "./compute/instance-group";
import type { LoadBalancedTierTransform } from "./compute/load-balanced-tier";
import type { ContainerSettings } from "./containers/task-definition";
import type { ReplicatedDatabaseArgs } from "./database/replicated-database-args";
import type { LeaseAccess } from "./failover/lease-access";
import type { RegionalKeyArgs } from "./kms/regional-key";
import type { BreakGlassArgs } from "./network/break-glass";
import type { ExistingNetwork } from "./network/existing-network";
import type { NetworkArgs } from "./network/network";
import type { AlarmTopicArgs } from "./observability/alarm-topic";
import type { Transform } from "./transform";

export interface RegionalTierArgs {
  readonly region: string;
  /** @default the provider's account */
  readonly accountId?: pulumi.Input<string>;
  /**
   * Name of the deployment in fixed names, which must be unique in an account and region: the suffix of a service-linked role, the path
   * of the parameters. 1 to 20 lower-case letters, digits and hyphens.
   * @default the component's name
   */
  readonly deployment?: string;
  /**
   * IPv4 range of a new network, /16 to /22, such as 10.10.0.0/16.
   * @default none; `network` is required
   */
  readonly cidr?: string;
  /**
   * An existing network, as `readExistingNetwork` returns it.
   * @default a new network
   */
  readonly network?: ExistingNetwork;
  /**
   * Services for which endpoints are added to the existing network.
   * @default none
   */
  readonly endpoints?: readonly string[];
  /**
   * Names of the availability zones, 2 to 4.
   * @default those of the existing network; required for a new one
   */
  readonly zones?: readonly string[];
  /**
   * NAT gateways: one in each zone, or one for all zones.
   * @default "per-zone"
   */
  readonly nat?: "per-zone" | "single";
  /**
   * Retention of the log groups, days.
   * @default 365
   */
  readonly logRetentionDays?: pulumi.Input<number>;
  /** Issued certificate of the region, for both load balancers. */
  readonly certificateArn: pulumi.Input<string>;
  /**
   * Name that the certificate covers. The web tier verifies it when it connects to the application tier.
   * @default none; required with a web tier
   */
  readonly certificateName?: pulumi.Input<string>;
  /**
   * Value of the header x-origin-verify in CloudFront's requests; others get 403. Secret.
   * @default every request from CloudFront's addresses is forwarded
   */
  readonly originVerify?: pulumi.Input<string>;
  /** @default no web tier: the edge sends its requests to the application tier */
  readonly web?: TierSettings;
  /** @default two instances of the default type, which serve /healthz */
  readonly application?: TierSettings;
  readonly database: DatabaseSettings;
  /**
   * ARN of the region's replica of the database credentials.
   * @default the application reads no credentials
   */
  readonly secretArn?: pulumi.Input<string>;
  /**
   * ARN of the region's replica of the multi-Region key for replicated data: database, secret, buckets.
   * @default the region's own key
   */
  readonly dataKeyArn?: pulumi.Input<string>;
  /**
   * ARNs of the replicated buckets, by region.
   * @default none
   */
  readonly bucketArns?: Readonly<Record<string, pulumi.Input<string>>>;
  /**
   * ARNs of further keys under which objects of existing buckets are encrypted.
   * @default none
   */
  readonly objectKeyArns?: readonly pulumi.Input<string>[];
  /**
   * ARN of the access point in front of the buckets.
   * @default none
   */
  readonly accessPointArn?: pulumi.Input<string>;
  /**
   * The region's bucket for access logs.
   * @default a log bucket of the component's own
   */
  readonly logBucket?: pulumi.Input<string>;
  /**
   * How instances find out whether the region may accept writes.
   * @default no lease: no agent is installed, and nothing prevents two regions from accepting writes
   */
  readonly lease?: LeaseAccess;
  /**
   * IPv4 ranges of operators who may connect to instances when Session Manager is unavailable.
   * @default none
   */
  readonly breakGlassCidrs?: readonly string[];
  /**
   * Protect resources that hold data against deletion.
   * @default true
   */
  readonly protect?: boolean;
  readonly tags?: Tags;
  /** Changes the arguments of the underlying resources. */
  readonly transform?: {
    readonly autoScalingRole?: Transform<iam.ServiceLinkedRoleArgs>;
    readonly key?: RegionalKeyArgs["transform"];
    readonly alarmTopic?: AlarmTopicArgs["transform"];
    readonly network?: NetworkArgs["transform"];
    readonly web?: LoadBalancedTierTransform;
    readonly application?: LoadBalancedTierTransform;
    readonly database?: ReplicatedDatabaseArgs["transform"];
    readonly breakGlass?: BreakGlassArgs["transform"];
  };
}

/** What runs a tier, with its size. */
export type TierSettings = InstanceSettings | TaskSettings;

/** One group of instances. */
export interface InstanceSettings {
  readonly instanceType: string;
  readonly capacity: Capacity;
  /**
   * Script that cloud-init runs at first boot.
   * @default a service that answers /healthz
   */
  readonly userData?: string;
}

/** One service of Fargate tasks. */
export interface TaskSettings {
  readonly capacity: Capacity;
  /** The tier adds to the environment what the tasks need to know of their region (components/containers/tier-environment.ts). */
  readonly fargate: Omit<ContainerSettings, "secrets"> & {
    /** Variables with a value of the database's credentials. */
    readonly secrets: Readonly<Record<string, "username" | "password">>;
  };
}

type SetByTheTier =
  | "identifierPrefix"
  | "accountId"
  | "network"
  | "clientSecurityGroupId"
  | "key"
  | "logKeyArn"
  | "logRetentionDays"
  | "alarmTopicArn"
  | "leaseTableName"
  | "protect"
  | "tags"
  | "transform";
/** Omits from each member of a union. */
type OmitEach<T, Key extends PropertyKey> = T extends unknown ? Omit<T, Key> : never;

/** Settings of the database, which depend on the kind of its engine. The tier sets the rest. */
export type DatabaseSettings = OmitEach<ReplicatedDatabaseArgs, SetByTheTier>;
