/** The library: `import { RegionalTier } from "redoubt"`. */

export type { Tags } from "../config/tags";
export * from "./compute/instance-group";
export { InstanceRole, type InstanceRoleArgs, type Permission } from "./compute/instance-role";
export { LoadBalancedTier, type LoadBalancedTierArgs } from "./compute/load-balanced-tier";
export * from "./compute/load-balancer";
export * from "./compute/runtime-parameters";
export type { DatabaseEngine } from "./database/engine";
export * from "./database/replicated-credentials";
export * from "./database/replicated-database";
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
export { MultiRegionKey, type MultiRegionKeyArgs } from "./kms/multi-region-key";
export * from "./kms/regional-key";
export * from "./network/break-glass";
export * from "./network/network";
export * from "./observability/alarm-topic";
export * from "./observability/lag-alarm";
export * from "./regional-tier";
export * from "./storage/bucket-replication";
export * from "./storage/log-bucket";
export {
  MultiRegionBucket,
  type MultiRegionBucketArgs,
  type MultiRegionBucketRegion,
} from "./storage/multi-region-bucket";
