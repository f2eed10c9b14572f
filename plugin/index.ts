/** The components that programs in every Pulumi language can use, in forms whose schema Pulumi's analyzer infers. */

export { AlarmTopic } from "./components/alarm-topic";
export { EdgeDistribution } from "./components/edge-distribution";
export { LeaseTable } from "./components/lease-table";
export { LogBucket } from "./components/log-bucket";
export { MultiRegionBucket } from "./components/multi-region-bucket";
export { MultiRegionKey } from "./components/multi-region-key";
export { Network } from "./components/network";
export { OriginCertificates } from "./components/origin-certificates";
export { RegionalKey } from "./components/regional-key";
export { ReplicatedCredentials } from "./components/replicated-credentials";
export { ReplicatedDatabase } from "./components/replicated-database";
export { RoutingStore } from "./components/routing-store";
