import * as pulumi from "@pulumi/pulumi";
import type { Deployment, RegionDeployment, RegionResources } from "../../failover/deployment";
import { LEASE_KEY, renewalKey } from "../../failover/protocol/lease-item";
import type { FailoverSettings } from "../../failover/run/plan";
import type { Permission } from "../compute/instance-role";

/** What a failover controller knows beside its own region's resources; a Deployment in the making. */
export interface FailoverScope {
  /** The regions of the topology with their networks' ranges. */
  readonly networks: Readonly<Record<string, { readonly cidr: string }>>;
  readonly lease: {
    readonly tableName: pulumi.Input<string>;
    /** The table's three regions. */
    readonly regions: readonly string[];
    /** ARNs of the table's replicas that are asked from here, by region. */
    readonly tableArns: Readonly<Record<string, pulumi.Input<string>>>;
  };
  /** ARN of the Multi-Region Access Point. */
  readonly accessPointArn: pulumi.Input<string>;
  /** ARN of the edge switch's key-value store. */
  readonly routingStoreArn: pulumi.Input<string>;
  /** The edge's URL, such as https://example.com. */
  readonly url: string;
  readonly databasePort: number;
  readonly settings: FailoverSettings;
}

/** A region's own resources, known once deployed. */
export type DeclaredResources = { readonly [K in keyof RegionResources]: pulumi.Input<RegionResources[K]> };

/** The Deployment as a function gets it. */
export function deploymentText(
  scope: FailoverScope,
  own?: { readonly region: string; readonly resources: DeclaredResources },
): pulumi.Output<string> {
  const { lease, networks } = scope;
  const regions = Object.entries(networks).map(([region, { cidr }]) => {
    const resources = own?.region === region ? { own: own.resources } : {};
    return [region, { cidr, ...resources }] as const;
  });
  const deployment: Declared = {
    regions: Object.fromEntries(regions),
    lease: { table: lease.tableName, regions: [...lease.regions] },
    accessPointArn: scope.accessPointArn,
    routingStoreArn: scope.routingStoreArn,
    url: scope.url,
    databasePort: scope.databasePort,
    settings: scope.settings,
  };
  return pulumi.jsonStringify(deployment);
}

/** A Deployment whose values may be known only once deployed. */
type Declared = {
  readonly [K in keyof Omit<Deployment, "regions" | "lease">]: pulumi.Input<Deployment[K]>;
} & {
  readonly regions: Record<string, Pick<RegionDeployment, "cidr"> & { readonly own?: DeclaredResources }>;
  readonly lease: { readonly table: pulumi.Input<string>; readonly regions: readonly string[] };
};

/** The environment of a function that watches from this site. */
export function watchEnvironment(scope: FailoverScope, site: string) {
  return { REDOUBT_DEPLOYMENT: deploymentText(scope), REDOUBT_HOME: site };
}

/** Reading the lease, the regions' signs of life and all observations; writing one's own observation. */
export function watchPermissions(scope: FailoverScope, own: string, others: readonly string[] = []): Permission[] {
  const resources = Object.values(scope.lease.tableArns);
  const keys = (...leading: string[]) => ({ "ForAllValues:StringEquals": { "dynamodb:LeadingKeys": leading } });
  const renewals = Object.keys(scope.networks).map((region) => renewalKey(region).pk);
  return [
    { actions: ["dynamodb:GetItem"], resources, condition: keys(LEASE_KEY.pk, ...renewals, own, ...others) },
    { actions: ["dynamodb:UpdateItem"], resources, condition: keys(own) },
  ];
}
