import type { Deployment, RegionResources } from "../../deployment";
import { Refused } from "../../protocol/ports";

/**
 * The resources of a region's stack.
 * @throws Refused when the region or its resources are not part of this deployment
 */
export function resourcesOf(deployment: Deployment, region: string): RegionResources {
  const known = deployment.regions[region];
  if (known?.resources) return known.resources;
  if (known?.fault) throw new Refused(`region ${region}: ${known.fault}`);
  throw new Refused(
    known
      ? `region ${region}: the outputs of its stack are missing; deploy the stack, or store the outputs of all stacks again (redoubt status --json)`
      : `region ${region}: not deployed; deployed are ${Object.keys(deployment.regions).join(", ")}`,
  );
}

/**
 * ARN of the region's replica of the database credentials.
 * @throws Refused when it is not part of this deployment
 */
export function secretArnOf({ secretArns }: Deployment, region: string): string {
  const arn = secretArns[region];
  if (arn === undefined)
    throw new Refused(
      `region ${region}: output secretArns of the global stack has no entry; update the stack: redoubt up`,
    );
  return arn;
}
