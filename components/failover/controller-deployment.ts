import * as pulumi from "@pulumi/pulumi";
import type { Deployment } from "../../failover/deployment";
import {
  abandonedKey,
  acknowledgedKey,
  LEASE_KEY,
  renewalKey,
  replayedKey,
  runKey,
} from "../../failover/protocol/lease-keys";
import type { FailoverSettings } from "../../failover/run/plan";
import type { Permission } from "../iam/policy-document";
import type { Inputs } from "../inputs";

/**
 * The deployment for the functions of one site: a region of the topology, or the third site. Resources and secret are those of the
 * site's own region.
 */
export type ControllerDeployment = Inputs<Omit<Deployment, "settings">> & { readonly settings: FailoverSettings };

/** The deployment as the value of an environment variable. */
export function deploymentText(deployment: ControllerDeployment): pulumi.Output<string> {
  return pulumi.jsonStringify(deployment);
}

/** Environment of a function that probes the active region from this site. It needs no region's resources. */
export function probeEnvironment(deployment: ControllerDeployment, site: string) {
  const regions = Object.entries(deployment.regions).map(
    ([region, { abandoned, cidr, network }]) => [region, { abandoned, cidr, network }] as const,
  );
  const withoutResources = { ...deployment, secretArns: {}, regions: Object.fromEntries(regions) };
  return { REDOUBT_DEPLOYMENT: deploymentText(withoutResources), REDOUBT_HOME: site };
}

/**
 * Permissions to read the lease, the regions' renewals and beats, the observations and the runs, and to write this site's observation.
 * @param tableArns replicas of the lease table that this site uses
 * @param own key of this site's observation
 * @param others keys of other sites' observations
 */
export function probePermissions(
  { regions }: ControllerDeployment,
  tableArns: Readonly<Record<string, pulumi.Input<string>>>,
  own: string,
  others: readonly string[] = [],
): Permission[] {
  const resources = Object.values(tableArns);
  const keys = (...leading: string[]) => ({ "ForAllValues:StringEquals": { "dynamodb:LeadingKeys": leading } });
  const runs = { "ForAllValues:StringLike": { "dynamodb:LeadingKeys": [runKey("*").pk] } };
  const renewals = Object.keys(regions).map((region) => renewalKey(region).pk);
  const beats = Object.keys(regions).flatMap((region) => [acknowledgedKey(region).pk, replayedKey(region).pk]);
  return [
    { actions: ["dynamodb:GetItem"], resources, condition: keys(LEASE_KEY.pk, ...renewals, ...beats, own, ...others) },
    { actions: ["dynamodb:GetItem"], resources, condition: runs },
    { actions: ["dynamodb:UpdateItem"], resources, condition: keys(own) },
  ];
}

/** Permissions of a region's failure detector to read and record which regions were given up. */
export function abandonmentPermissions(
  { regions }: ControllerDeployment,
  tableArns: Readonly<Record<string, pulumi.Input<string>>>,
): Permission[] {
  const keys = Object.keys(regions).map((region) => abandonedKey(region).pk);
  return [
    {
      actions: ["dynamodb:GetItem", "dynamodb:UpdateItem"],
      resources: Object.values(tableArns),
      condition: { "ForAllValues:StringEquals": { "dynamodb:LeadingKeys": keys } },
    },
  ];
}

/**
 * The region's resources.
 * @throws Error when the deployment lacks them
 */
export function ownResources(deployment: ControllerDeployment, region: string) {
  const resources = deployment.regions[region]?.resources;
  if (!resources) throw new Error(`deployment: regions.${region}: got no resources; pass those of the region's tier`);
  return { resources };
}
