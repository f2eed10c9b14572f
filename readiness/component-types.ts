// Type tokens of Redoubt's components that the report looks for.

export const ALARM_TOPIC = "redoubt:index:AlarmTopic";
export const BREAK_GLASS = "redoubt:index:BreakGlass";
export const EDGE_WEB_ACL = "redoubt:index:EdgeWebAcl";
export const FAILOVER_CONTROLLER = "redoubt:index:FailoverController";
export const LEASE_TABLE = "redoubt:index:LeaseTable";
export const LOAD_BALANCED_TIER = "redoubt:index:LoadBalancedTier";
export const MULTI_REGION_BUCKET = "redoubt:index:MultiRegionBucket";
export const MULTI_REGION_KEY = "redoubt:index:MultiRegionKey";
export const NETWORK = "redoubt:index:Network";
export const REPLICATED_CREDENTIALS = "redoubt:index:ReplicatedCredentials";
export const REPLICATED_DATABASE = "redoubt:index:ReplicatedDatabase";
export const ROUTING_STORE = "redoubt:index:RoutingStore";
export const SENTINEL = "redoubt:index:Sentinel";
export const THIRD_SITE_OBSERVER = "redoubt:index:ThirdSiteObserver";
