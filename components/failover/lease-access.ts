import type * as pulumi from "@pulumi/pulumi";
import { LEASE_KEY, renewalKey } from "../../failover/protocol/lease-keys";
import type { Permission } from "../iam/policy-document";

/** Where and how the instances of a region learn whether it may write. */
export interface LeaseAccess {
  /** The instances' own region. */
  readonly region: string;
  readonly tableName: pulumi.Input<string>;
  /** ARNs of the table's replicas that this region asks, by region, nearest first. */
  readonly tableArns: Readonly<Record<string, pulumi.Input<string>>>;
  /** How long a region may write after it last saw its lease, seconds. */
  readonly seconds: number;
  /** What an instance does when no lease region answers. */
  readonly onSilence: "refuse" | "serve";
}

/** Instances read the lease, and keep their own region's sign of life; everything else in the table is out of their reach. */
export function leasePermissions({ region, tableArns }: LeaseAccess): Permission[] {
  const resources = Object.values(tableArns);
  const keys = (...leading: string[]) => ({ "ForAllValues:StringEquals": { "dynamodb:LeadingKeys": leading } });
  const renewal = renewalKey(region).pk;
  return [
    { actions: ["dynamodb:GetItem"], resources, condition: keys(LEASE_KEY.pk, renewal) },
    { actions: ["dynamodb:UpdateItem"], resources, condition: keys(renewal) },
  ];
}

/** What the lease agent on an instance is told. */
export function leaseEnvironment({ region, tableName, tableArns, seconds, onSilence }: LeaseAccess) {
  return {
    REGION: region,
    LEASE_TABLE: tableName,
    LEASE_REGIONS: Object.keys(tableArns).join(","),
    LEASE_SECONDS: String(seconds),
    LEASE_ON_SILENCE: onSilence,
  };
}
