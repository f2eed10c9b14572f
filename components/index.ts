/** The library: `import { RegionalTier } from "pulumi-redoubt"`. */

export type { DatabaseEngineName } from "../config/database-engines";
export type { Tags } from "../config/tags";
export {
  type Capacity,
  InstanceGroup,
  type InstanceGroupArgs,
  type InstanceGroupTransform,
} from "./compute/instance-group";
export { InstanceRole, type InstanceRoleArgs, type InstanceRoleTransform } from "./compute/instance-role";
export {
  LoadBalancedTier,
  type LoadBalancedTierArgs,
  type LoadBalancedTierTransform,
} from "./compute/load-balanced-tier";
export {
  LoadBalancer,
  type LoadBalancerArgs,
  type LoadBalancerSource,
  type LoadBalancerTransform,
} from "./compute/load-balancer";
export { RuntimeParameters, type RuntimeParametersArgs } from "./compute/runtime-parameters";
export { defaultUserData, renderUserData } from "./compute/user-data";
export {
  ContainerService,
  type ContainerServiceArgs,
  type ContainerServiceTransform,
} from "./containers/container-service";
export { ImageRepositories, type ImageRepositoriesArgs } from "./containers/image-repositories";
export type { ContainerSettings } from "./containers/task-definition";
export { type GlobalDatabaseArgs, globalDatabase } from "./database/aurora/global-database";
export type { DatabaseRole } from "./database/database-role";
export { ReplicatedCredentials, type ReplicatedCredentialsArgs } from "./database/replicated-credentials";
export { ReplicatedDatabase } from "./database/replicated-database";
export type { DatabaseNetwork, ReplicatedDatabaseArgs } from "./database/replicated-database-args";
export { EdgeCertificate, type EdgeCertificateArgs } from "./edge/edge-certificate";
export { EdgeDistribution } from "./edge/edge-distribution";
export type { EdgeDistributionArgs, EdgeRecord } from "./edge/edge-distribution-args";
export { EdgePolicies, type EdgePoliciesArgs, type EdgePoliciesTransform } from "./edge/edge-policies";
export { EdgeWebAcl, type EdgeWebAclArgs, type EdgeWebAclTransform } from "./edge/edge-web-acl";
export type { EdgeOrigin } from "./edge/origin";
export { OriginAccess, type OriginAccessArgs } from "./edge/origin-access";
export { OriginCertificates, type OriginCertificatesArgs } from "./edge/origin-certificates";
export { RoutingStore, type RoutingStoreArgs } from "./edge/routing-store";
export type { ControllerDeployment } from "./failover/controller-deployment";
export { FailoverController, type FailoverControllerArgs } from "./failover/failover-controller";
export type { LeaseAccess } from "./failover/lease-access";
export { LeaseTable, type LeaseTableArgs } from "./failover/lease-table";
export { ThirdSiteObserver, type ThirdSiteObserverArgs } from "./failover/third-site-observer";
export type { Permission } from "./iam/policy-document";
export type { ArnInput } from "./inputs";
export { MultiRegionKey, type MultiRegionKeyArgs } from "./kms/multi-region-key";
export { RegionalKey, type RegionalKeyArgs } from "./kms/regional-key";
export { BreakGlass, type BreakGlassArgs } from "./network/break-glass";
export { Network, type NetworkArgs } from "./network/network";
export { selectZones, type ZoneSelection } from "./network/zones";
export { AlarmTopic, type AlarmTopicArgs } from "./observability/alarm-topic";
export { LagAlarm, type LagAlarmArgs } from "./observability/lag-alarm";
export { RegionalTier } from "./regional-tier";
export type { DatabaseSettings, RegionalTierArgs, TierSettings } from "./regional-tier-args";
export { BucketReplication, type BucketReplicationArgs, type ReplicatedBucket } from "./storage/bucket-replication";
export { LogBucket, type LogBucketArgs } from "./storage/log-bucket";
export { MultiRegionBucket } from "./storage/multi-region-bucket";
export type {
  ExistingBucket,
  MultiRegionBucketArgs,
  MultiRegionBucketRegion,
} from "./storage/multi-region-bucket-args";
export type { Transform } from "./transform";
