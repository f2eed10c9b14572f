import type * as pulumi from "@pulumi/pulumi";
import { LEASE_KEY, renewalKey } from "../../failover/protocol/lease-keys";
import type { Permission } from "../iam/policy-document";

/** How the instances of a region find out whether the region may accept writes. */
export interface LeaseAccess {
  /** Region of the instances. */
  readonly region: string;
  readonly tableName: pulumi.Input<string>;
  /** ARNs of the table's replicas that this region uses, by region, nearest first. */
  readonly tableArns: Readonly<Record<string, pulumi.Input<string>>>;
  /**
   * ARNs of the replicas of the table to which the lease moves, by region.
   * @default none
   */
  readonly secondTableArns?: Readonly<Record<string, pulumi.Input<string>>>;
  /** How long a region may accept writes after it last read its lease, seconds. */
  readonly seconds: number;
  /** Whether an instance refuses or serves writes while no lease region answers. */
  readonly onSilence: "refuse" | "serve";
}

/** Permissions of the lease agent: it reads the lease and its own region's renewal, and writes that renewal. */
export function leasePermissions({ region, secondTableArns = {}, tableArns }: LeaseAccess): Permission[] {
  const resources = [...Object.values(tableArns), ...Object.values(secondTableArns)];
  const keys = (...leading: string[]) => ({ "ForAllValues:StringEquals": { "dynamodb:LeadingKeys": leading } });
  const renewal = renewalKey(region).pk;
  return [
    { actions: ["dynamodb:GetItem"], resources, condition: keys(LEASE_KEY.pk, renewal) },
    { actions: ["dynamodb:UpdateItem"], resources, condition: keys(renewal) },
  ];
}

/** Environment of the lease agent. */
export function leaseEnvironment({ region, tableName, tableArns, seconds, onSilence }: LeaseAccess) {
  return {
    REGION: region,
    LEASE_TABLE: tableName,
    LEASE_REGIONS: Object.keys(tableArns).join(","),
    LEASE_SECONDS: String(seconds),
    LEASE_ON_SILENCE: onSilence,
  };
}
