import type { RedoubtConfig } from "../../config/parse";
import { ENDPOINT_SERVICES } from "../../config/settings/region";
import { tiersOn } from "../../config/tiers";
import type { FoundNetwork } from "../../failover/adapters/aws/inventory/networks";

/**
 * Services that the tiers call and a network has no endpoint for, so that the calls go through NAT.
 * @param pullsImages whether tasks on Fargate pull images from ECR
 */
export function missingEndpoints(
  { endpointServices }: Pick<FoundNetwork, "endpointServices">,
  pullsImages = false,
): string[] {
  const has = (service: string) =>
    endpointServices.some((name) => name.endsWith(service === "s3-global" ? "s3-global.accesspoint" : `.${service}`));
  return ENDPOINT_SERVICES.filter((service) => (pullsImages || !service.startsWith("ecr.")) && !has(service));
}

/**
 * What the existing networks of some regions lack and `network.endpoints` does not add, one text for each region. A region whose networks
 * cannot be read with the credentials at hand has none.
 * @param networksOf replaces AWS in tests
 */
export async function endpointWarnings(
  config: RedoubtConfig,
  regions: readonly string[],
  networksOf: (region: string) => Promise<readonly FoundNetwork[]> = networksOnAws,
): Promise<{ readonly region: string; readonly message: string }[]> {
  const pullsImages = tiersOn(config, "fargate").length > 0;
  const warnings = regions.map(async (region) => {
    const existing = config.regions[region]?.network;
    if (existing === undefined) return [];
    const networks = await networksOf(region).catch(() => []);
    const found = networks.find(({ vpcId }) => vpcId === existing.vpcId);
    const added: readonly string[] = existing.endpoints;
    const missing = found ? missingEndpoints(found, pullsImages).filter((service) => !added.includes(service)) : [];
    if (missing.length === 0) return [];
    const message = `${existing.vpcId} of ${region} has no endpoints for ${missing.join(", ")}: these calls go through NAT; regions.${region}.network.endpoints adds them`;
    return [{ region, message }];
  });
  return (await Promise.all(warnings)).flat();
}

/** Loads the AWS SDK only now, because most operations do not need it. */
async function networksOnAws(region: string): Promise<readonly FoundNetwork[]> {
  const { ec2Client } =
    require("../../failover/adapters/aws/clients/ec2") as typeof import("../../failover/adapters/aws/clients/ec2");
  const { findNetworks } =
    require("../../failover/adapters/aws/inventory/networks") as typeof import("../../failover/adapters/aws/inventory/networks");
  return findNetworks(ec2Client(region));
}
