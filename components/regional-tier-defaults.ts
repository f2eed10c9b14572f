import { getCallerIdentityOutput } from "@pulumi/aws/getCallerIdentity";
import type * as pulumi from "@pulumi/pulumi";
import type { Fault } from "../config/checks/check";
import { MAX_ZONES } from "../config/cidr";
import { DEFAULTS } from "../config/defaults";
import { arnFaults, regionFaults } from "./argument-faults";
import type { RegionalTierArgs } from "./regional-tier-args";

type Defaulted = "accountId" | "application" | "bucketArns" | "deployment" | "logRetentionDays" | "zones";

/** The arguments of a region with the defaults that depend on no other resource. */
export type ResolvedTierArgs = RegionalTierArgs & Required<Pick<RegionalTierArgs, Defaulted>>;

export function resolveTierArgs(name: string, args: RegionalTierArgs, parent: pulumi.Resource): ResolvedTierArgs {
  const { instanceType, standby } = DEFAULTS.tier;
  return {
    ...args,
    accountId: args.accountId ?? getCallerIdentityOutput({}, { parent }).accountId,
    application: args.application ?? { instanceType, capacity: standby },
    bucketArns: args.bucketArns ?? {},
    deployment: args.deployment ?? name,
    logRetentionDays: args.logRetentionDays ?? DEFAULTS.logRetentionDays,
    zones: args.zones ?? args.network?.zones ?? [],
  };
}

/** Fixed names have a limit: that of a service-linked role (config/naming.ts). */
const DEPLOYMENT = /^[a-z0-9-]{1,20}$/;

/** Everything that is wrong with the arguments; those of the database and of a new network are checked by their components. */
export function tierFaults(name: string, args: RegionalTierArgs): Fault[] {
  const { bucketArns = {}, cidr, deployment = name, lease, network, region, zones = [] } = args;
  const faults = [...regionFaults("region", region)];
  if (!DEPLOYMENT.test(deployment)) {
    faults.push({
      path: "deployment",
      message: `got ${deployment}; use 1 to 20 lower-case letters, digits and hyphens`,
    });
  }
  if ((cidr === undefined) === (network === undefined)) {
    const got = cidr === undefined ? "got none" : `got ${cidr} with an existing network`;
    faults.push({ path: "cidr", message: `${got}; pass the range of a new network, or an existing network` });
  }
  if (network === undefined && (zones.length < 2 || zones.length > MAX_ZONES)) {
    faults.push({ path: "zones", message: `got ${zones.join(", ") || "none"}; name 2 to ${MAX_ZONES} zones` });
  }
  if (args.web !== undefined && args.certificateName === undefined) {
    faults.push({
      path: "certificateName",
      message: "got none; a web tier needs the name that the certificate covers",
    });
  }
  if (Object.keys(bucketArns).length > 0 && !(region in bucketArns)) {
    faults.push({ path: "bucketArns", message: `got ${Object.keys(bucketArns).join(", ")}; add ${region}` });
  }
  for (const [key, tier] of Object.entries({ web: args.web, application: args.application })) {
    if (tier === undefined || !("fargate" in tier) || lease !== undefined) continue;
    faults.push({
      path: `${key}.fargate`,
      message: "got tasks without a lease, which their agent needs; pass the lease",
    });
  }
  const arn = (service: string, resource: string) => ({
    service,
    region,
    example: `arn:aws:${service}:${region}:123456789012:${resource}`,
  });
  return [
    ...faults,
    ...arnFaults("certificateArn", args.certificateArn, arn("acm", "certificate/1")),
    ...arnFaults("dataKeyArn", args.dataKeyArn, arn("kms", "key/mrk-1")),
    ...arnFaults("secretArn", args.secretArn, arn("secretsmanager", "secret:orders")),
  ];
}
