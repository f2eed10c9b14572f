import type { RedoubtConfig } from "../../config/parse";
import type { Resource } from "../../resources/resource";
import { AUTOSCALING_GROUP, AWSX_VPC, RDS_INSTANCE } from "../../resources/types";
import type { Topology } from "../document";

type Region = Topology["regions"][number];

/** A difference that the configuration asks for. */
interface Reason {
  readonly type: string | RegExp;
  /** The property, or "" for a resource that only one of the two has. */
  readonly property: RegExp;
  /** Why it is so, if the configuration says so of these two; otherwise undefined. */
  readonly because: (context: Context) => string | undefined;
}

export interface Context {
  readonly config: RedoubtConfig;
  readonly item: Resource;
  readonly region: Region;
  readonly counterpart: Region;
  readonly here: string;
}

/** What may differ between a region and its counterpart, and where that is written down. */
const reasons: readonly Reason[] = [
  {
    type: AUTOSCALING_GROUP,
    property: /^(minSize|desiredCapacity|maxSize)$/,
    because: ({ config, item, region, here }) => {
      const tier = item.name.endsWith("web") ? "web" : "application";
      const { minimum, desired, maximum } = config[tier][region.role];
      return [minimum, desired, maximum].map(String).includes(here) ? `${tier}.${region.role}` : undefined;
    },
  },
  {
    type: /./,
    property: /cidr|subnetSpecs/i,
    because: ({ config, region, counterpart }) =>
      config.regions[region.region]?.cidr === config.regions[counterpart.region]?.cidr ? undefined : "regions.*.cidr",
  },
  {
    type: AWSX_VPC,
    property: /^natGateways/,
    because: ({ config }) => (config.network.standbyNat === "single" ? "network.standbyNat" : undefined),
  },
  {
    type: /./,
    property: /^numberOfAvailabilityZones$|subnetIds|subnets|vpcZoneIdentifiers/i,
    because: ({ region, counterpart }) => (region.zones === counterpart.zones ? undefined : "regions.*.zones"),
  },
  {
    type: RDS_INSTANCE,
    property: /^(replicateSourceDb|dbName|username|password)$/,
    because: ({ region, counterpart }) =>
      region.role === counterpart.role ? undefined : "a replica has these from its source",
  },
  {
    type: /^redoubt:index:LagAlarm$|metricAlarm|instanceAutomatedBackupsReplication|^pulumi:pulumi:StackReference$/,
    property: /^$/,
    because: ({ region, counterpart }) =>
      region.role === counterpart.role ? undefined : "a standby follows the active region",
  },
];

/** Why the configuration has the two differ; undefined where nothing says so: they have drifted apart. */
export function reasonFor(property: string, context: Context): string | undefined {
  for (const { type, property: pattern, because } of reasons) {
    const ofType = typeof type === "string" ? type === context.item.type : type.test(context.item.type);
    const reason = ofType && pattern.test(property) ? because(context) : undefined;
    if (reason !== undefined) return reason;
  }
  return undefined;
}
