/** The library: `import { RegionalTier } from "redoubt"`. */

export type { Tags } from "../config/tags";
export * from "./compute/instance-group";
export { InstanceRole, type InstanceRoleArgs } from "./compute/instance-role";
export { LoadBalancedTier, type LoadBalancedTierArgs } from "./compute/load-balanced-tier";
export * from "./compute/load-balancer";
export * from "./compute/runtime-parameters";
export type { DatabaseRole } from "./database/database-role";
export type { DatabaseEngineName } from "./database/engines";
export { ReplicatedCredentials, type ReplicatedCredentialsArgs } from "./database/replicated-credentials";
export { ReplicatedDatabase, type ReplicatedDatabaseArgs } from "./database/replicated-database";
export * from "./edge/edge-certificate";
export * from "./edge/edge-distribution";
export * from "./edge/edge-policies";
export * from "./edge/edge-web-acl";
export { OriginCertificates, type OriginCertificatesArgs } from "./edge/origin-certificates";
export * from "./edge/routing-store";
export type { ControllerDeployment } from "./failover/controller-deployment";
export { FailoverController, type FailoverControllerArgs } from "./failover/failover-controller";
export type { LeaseAccess } from "./failover/lease-access";
export { LeaseTable, type LeaseTableArgs } from "./failover/lease-table";
export { ThirdSiteObserver, type ThirdSiteObserverArgs } from "./failover/third-site-observer";
export type { Permission } from "./iam/policy-document";
export { MultiRegionKey, type MultiRegionKeyArgs } from "./kms/multi-region-key";
export { RegionalKey, type RegionalKeyArgs } from "./kms/regional-key";
export * from "./network/break-glass";
export * from "./network/network";
export { AlarmTopic, type AlarmTopicArgs } from "./observability/alarm-topic";
export { LagAlarm, type LagAlarmArgs } from "./observability/lag-alarm";
export * from "./regional-tier";
export { BucketReplication, type BucketReplicationArgs, type ReplicatedBucket } from "./storage/bucket-replication";
export { LogBucket, type LogBucketArgs } from "./storage/log-bucket";
export {
  MultiRegionBucket,
  type MultiRegionBucketArgs,
  type MultiRegionBucketRegion,
} from "./storage/multi-region-bucket";
export type { Transform } from "./transform";
