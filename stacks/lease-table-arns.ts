import type * as pulumi from "@pulumi/pulumi";
import type { RedoubtConfig } from "../config/parse";
import { leaseEndpointsOf } from "../config/topology";

type Arns = Record<string, pulumi.Input<string>>;

/** ARNs of the lease table's replicas that a site uses, by region, nearest first. */
export interface LeaseTableArns {
  readonly own: Arns;
  /** Those of the second table, while the lease moves: whoever reads a lease that was moved continues in the other table. */
  readonly second: Arns;
  /** Both, for permissions. The keys of the second table's begin with `second/`. */
  readonly all: Arns;
}

/**
 * @param site a region of the topology, or the third site
 * @param arnOf the ARN of a table's replica, by its generation and region
 */
export function leaseTableArns(
  config: RedoubtConfig,
  site: string,
  arnOf: (generation: number, region: string) => pulumi.Input<string>,
): LeaseTableArns {
  const { leaseGeneration, leaseRegions, secondLeaseTable = { generation: 0, regions: [] } } = config;
  const of = (generation: number, regions: string[], prefix = "") =>
    leaseEndpointsOf(config, site, regions).map((region) => [`${prefix}${region}`, arnOf(generation, region)] as const);
  const own = of(leaseGeneration, leaseRegions);
  return {
    own: Object.fromEntries(own),
    second: Object.fromEntries(of(secondLeaseTable.generation, secondLeaseTable.regions)),
    all: Object.fromEntries([...own, ...of(secondLeaseTable.generation, secondLeaseTable.regions, "second/")]),
  };
}
