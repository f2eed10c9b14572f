import * as pulumi from "@pulumi/pulumi";
import type { ControllerDeployment } from "../components/failover/controller-deployment";
import type { Inputs } from "../components/inputs";
import { DATABASE_ENGINES } from "../config/database-engines";
import { failoverSettings } from "../config/failover-settings";
import type { RedoubtConfig } from "../config/parse";
import { abandonedSites, GLOBAL_STACK, regionPlans, withTier } from "../config/topology";
import { UserError } from "../errors";
import {
  type Deployment,
  globalResources,
  type RegionDeployment,
  type RegionResources,
  regionResources,
} from "../failover/deployment";
import type { LeaseTableDeployment } from "../failover/sentinel/environment";
import { type GlobalOutputs, parseOutputs, type StackOutputValues } from "./outputs";

/** What the project's name and configuration alone determine. */
function configured(config: RedoubtConfig, project: string) {
  return {
    project,
    leaseRegions: leaseRegionsInUse(config),
    url: `https://${config.domain}`,
    databasePort: DATABASE_ENGINES[config.database.engine].port,
    settings: failoverSettings(config),
  };
}

/** The lease table's regions without a third site that was abandoned: nothing calls it, also when it answers again. */
function leaseRegionsInUse(config: RedoubtConfig): string[] {
  return config.leaseRegions.filter((region) => !abandonedSites(config).includes(region));
}

/** By what a region's network is found in the configuration. */
type Place = Pick<RegionDeployment, "cidr" | "network">;

/** By what a region's network is found: the range of one that the program made, or the ids of an existing one. */
function placeOf({ cidr, network }: Place): Pick<RegionDeployment, "cidr" | "network"> {
  if (network === undefined) return { cidr };
  const { databaseSubnetIds, vpcId } = network;
  return { network: { vpcId, databaseSubnetIds } };
}

/** Abandoned regions that had a tier stay in the deployment with their networks, so that their databases are fenced when they answer again. */
function abandonedRegions({ abandoned }: RedoubtConfig): Record<string, RegionDeployment> {
  return Object.fromEntries(
    Object.entries(withTier(abandoned)).map(([region, entry]) => [region, { ...placeOf(entry), abandoned: true }]),
  );
}

/**
 * The deployment for the functions of one site.
 * @param global values of the global stack
 * @param own the site's region with its resources; absent for the third site
 */
export function controllerDeployment(
  config: RedoubtConfig,
  global: Inputs<
    Pick<
      GlobalOutputs,
      "accessPointArn" | "globalDatabase" | "leaseTableName" | "routingStoreArn" | "sentinelFunctionName"
    >
  >,
  own?: { readonly region: string; readonly resources: Inputs<RegionResources>; readonly secretArn: Inputs<string> },
): ControllerDeployment {
  const regions = regionPlans(config).map((plan) => {
    const { region } = plan;
    return [region, region === own?.region ? { ...placeOf(plan), resources: own.resources } : placeOf(plan)] as const;
  });
  return {
    ...global,
    ...configured(config, pulumi.getProject()),
    secretArns: own ? { [own.region]: own.secretArn } : {},
    regions: { ...Object.fromEntries(regions), ...abandonedRegions(config) },
  };
}

/** What the sentinel of any region needs of the deployment. */
export function leaseTableDeployment(
  config: RedoubtConfig,
  leaseTableName: Inputs<string>,
): Inputs<LeaseTableDeployment> {
  const regions = regionPlans(config).map((plan) => [plan.region, placeOf(plan)] as const);
  return {
    leaseTableName,
    leaseRegions: leaseRegionsInUse(config),
    regions: { ...Object.fromEntries(regions), ...abandonedRegions(config) },
  };
}

/**
 * The deployment for the command line, from the stacks' outputs.
 * @param project the project's name
 * @param outputs by stack; a stack that was never deployed is absent or empty
 * @throws UserError when the global stack lacks an output that a failover uses, with the stack and the output
 */
export function deploymentOf(
  config: RedoubtConfig,
  project: string,
  outputs: Readonly<Record<string, StackOutputValues | undefined>>,
): Deployment {
  const global = parseOutputs(GLOBAL_STACK, globalResources, outputs[GLOBAL_STACK]);
  const regions = regionPlans(config).map((plan) => {
    const { region, stack } = plan;
    return [region, { ...placeOf(plan), ...resourcesOf(stack, outputs[stack]) }] as const;
  });
  const available = config.leaseRegions.filter((region) => !config.lost.includes(region));
  return {
    ...global,
    ...configured(config, project),
    leaseRegions: available,
    lost: config.lost,
    regions: { ...Object.fromEntries(regions), ...abandonedRegions(config) },
  };
}

/**
 * A region's resources. A fault is recorded and not thrown, so that incomplete outputs of a lost region do not stop a failover to
 * another one.
 */
function resourcesOf(
  stack: string,
  outputs: StackOutputValues | undefined,
): Pick<RegionDeployment, "resources" | "fault"> {
  if (outputs === undefined || Object.keys(outputs).length === 0) return {};
  try {
    return { resources: parseOutputs(stack, regionResources, outputs) };
  } catch (error) {
    if (error instanceof UserError) return { fault: error.message };
    throw error;
  }
}
