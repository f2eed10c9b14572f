import * as pulumi from "@pulumi/pulumi";
import { type LeaseAccess, leaseEnvironment, leasePermissions } from "../failover/lease-access";
import type { Permission } from "../iam/policy-document";
import type { InstanceSettings, TaskSettings, TierSettings } from "../regional-tier-args";
import { readParameters } from "./runtime-parameters";
import { defaultUserData, renderUserData } from "./user-data";

export interface TierComputeArgs {
  readonly tier: "web" | "application";
  readonly settings: TierSettings;
  readonly region: string;
  readonly accountId: pulumi.Input<string>;
  /** Absent where no lease agent is installed; tasks need it. */
  readonly lease?: LeaseAccess;
  /** Ranges of the database's subnets; only the application tier has a path to them. */
  readonly databaseCidrs?: pulumi.Input<string>;
  /** Path of the parameters that instances look up at boot. */
  readonly parameterPath: string;
  /** Path of those that the tier's instances may read; tasks have the values in their environment. */
  readonly readable: string;
  /**
   * Permissions of the instances or tasks in addition to the lease agent's.
   * @default none
   */
  readonly permissions?: readonly Permission[];
  /** What tasks need to know of their region's resources. */
  readonly resources: Readonly<Record<string, pulumi.Input<string>>>;
  /** Service-linked role by which Auto Scaling uses the key; only instances need it. */
  readonly autoScalingRoleArn?: pulumi.Input<string>;
  readonly logRetentionDays: pulumi.Input<number>;
  /** The region's credentials of the database, with the key that encrypts them. */
  readonly secret: { readonly arn: pulumi.Input<string>; readonly keyArn: pulumi.Input<string> };
}

/** The arguments of a tier that depend on what runs it. */
export function tierCompute(args: TierComputeArgs) {
  const { settings } = args;
  return "fargate" in settings ? taskArgs(args, settings) : instanceArgs(args, settings);
}

function instanceArgs(args: TierComputeArgs, { capacity, instanceType, userData }: InstanceSettings) {
  const { autoScalingRoleArn, databaseCidrs, lease, parameterPath, tier } = args;
  if (autoScalingRoleArn === undefined) throw new Error(`autoScalingRoleArn: missing; ${tier} is on instances`);
  const environment = {
    REGION: args.region,
    ...(lease && leaseEnvironment(lease)),
    PARAMETER_PATH: parameterPath,
    TIER: tier,
    ...(databaseCidrs && { DATABASE_CIDRS: databaseCidrs }),
  };
  return {
    capacity,
    permissions: [
      ...(lease ? leasePermissions(lease) : []),
      readParameters({ region: args.region, accountId: args.accountId, path: args.readable }),
      ...(args.permissions ?? []),
    ],
    instanceType,
    autoScalingRoleArn,
    userData: renderUserData(environment, userData ?? defaultUserData()),
  };
}

function taskArgs(args: TierComputeArgs, { capacity, fargate }: TaskSettings) {
  const { accountId, databaseCidrs, lease, logRetentionDays, resources, secret, tier } = args;
  if (lease === undefined) throw new Error(`lease: missing; ${tier} is on tasks`);
  const secrets = Object.entries(fargate.secrets);
  return {
    capacity,
    permissions: [...leasePermissions(lease), ...(args.permissions ?? [])],
    accountId,
    logRetentionDays,
    containers: {
      ...fargate,
      environment: { ...fargate.environment, ...resources, REGION: lease.region, TIER: tier },
      secrets: Object.fromEntries(secrets.map(([name, key]) => [name, pulumi.interpolate`${secret.arn}:${key}::`])),
    },
    agentEnvironment: leaseEnvironment(lease),
    enforcesLease: databaseCidrs !== undefined,
    ...(secrets.length > 0 && { secret }),
  };
}
