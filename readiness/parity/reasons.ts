import type { RedoubtConfig } from "../../config/parse";
import type { Resource } from "../../resources/resource";
import {
  APPAUTOSCALING_TARGET,
  AUTOSCALING_GROUP,
  AWSX_VPC,
  CLOUDWATCH_LOG_GROUP,
  ECR_REPLICATION_CONFIGURATION,
  ECS_SERVICE,
  RDS_INSTANCE,
} from "../../resources/types";
import type { Topology } from "../document";

type Region = Topology["regions"][number];

/** A kind of difference that the configuration may explain. */
interface Reason {
  readonly type: string | RegExp;
  /** The property; "" for a resource that only one region has. */
  readonly property: RegExp;
  /** The configuration key that explains the difference; undefined if none does. */
  readonly because: (context: Context) => string | undefined;
}

export interface Context {
  readonly config: RedoubtConfig;
  readonly item: Resource;
  readonly activeRegion: Region;
  readonly standbyRegion: Region;
  /** The property's value in the active region. */
  readonly value: string;
}

/** The differences that are allowed between regions, with the configuration key that explains each. */
const REASONS: readonly Reason[] = [
  {
    type: new RegExp(`^(${AUTOSCALING_GROUP}|${ECS_SERVICE}|${APPAUTOSCALING_TARGET})$`),
    property: /^(minSize|desiredCapacity|maxSize|desiredCount|minCapacity|maxCapacity)$/,
    because: ({ config, item, activeRegion, value }) => {
      const tier = item.name.endsWith("web") ? "web" : "application";
      const { minimum, desired, maximum } = config[tier][activeRegion.role];
      return [minimum, desired, maximum].map(String).includes(value) ? `${tier}.${activeRegion.role}` : undefined;
    },
  },
  {
    type: ECR_REPLICATION_CONFIGURATION,
    property: /destinations/,
    because: () => "each region's registry replicates to the other regions",
  },
  {
    type: /./,
    property: /cidr|subnetSpecs/i,
    because: ({ config, activeRegion, standbyRegion }) =>
      config.regions[activeRegion.region]?.cidr === config.regions[standbyRegion.region]?.cidr
        ? undefined
        : "regions.*.cidr",
  },
  {
    type: AWSX_VPC,
    property: /^tags\.redoubt:zones$/,
    because: () => "regions.*.zones: the names of a region's zones are its own",
  },
  {
    type: AWSX_VPC,
    property: /^natGateways/,
    because: ({ config }) => (config.network.standbyNat === "single" ? "network.standbyNat" : undefined),
  },
  {
    type: /./,
    property: /^availabilityZoneNames|subnetIds|subnets|vpcZoneIdentifiers/i,
    because: ({ activeRegion, standbyRegion }) =>
      activeRegion.zones === standbyRegion.zones ? undefined : "regions.*.zones",
  },
  {
    // The database's log groups have its identifier in their names.
    type: new RegExp(`^(${RDS_INSTANCE}|${CLOUDWATCH_LOG_GROUP})$`),
    property: /^(identifier|finalSnapshotIdentifier|name|tags\.Name)$/,
    because: ({ config, activeRegion, standbyRegion }) =>
      config.regions[activeRegion.region]?.database.generation ===
      config.regions[standbyRegion.region]?.database.generation
        ? undefined
        : "regions.*.database.generation",
  },
  {
    type: RDS_INSTANCE,
    property: /^(replicateSourceDb|dbName|username|password|skipFinalSnapshot|finalSnapshotIdentifier)$/,
    because: ({ activeRegion, standbyRegion }) =>
      activeRegion.role === standbyRegion.role
        ? undefined
        : "a replica takes its data from its source and has no final snapshot",
  },
  {
    type: AWSX_VPC,
    property: /^tags\.redoubt:zones$/,
    because: () => "each region's network keeps the zones of its own region",
  },
  {
    type: /./,
    property: /^(maintenanceWindow|preferredMaintenanceWindow)$/,
    because: () => "database.maintenanceWindow: each region's is on another day",
  },
  {
    type: /^redoubt:index:LagAlarm$|metricAlarm|instanceAutomatedBackupsReplication|^pulumi:pulumi:StackReference$/,
    property: /^$/,
    because: ({ activeRegion, standbyRegion }) =>
      activeRegion.role === standbyRegion.role ? undefined : "only a standby region replicates from another",
  },
];

/** The reason for a difference; undefined if the configuration does not explain it, so that it is drift. */
export function reasonFor(property: string, context: Context): string | undefined {
  for (const { type, property: pattern, because } of REASONS) {
    const ofType = typeof type === "string" ? type === context.item.type : type.test(context.item.type);
    const reason = ofType && pattern.test(property) ? because(context) : undefined;
    if (reason !== undefined) return reason;
  }
  return undefined;
}
