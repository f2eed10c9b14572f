import * as ec2 from "@pulumi/aws/ec2";
import type * as pulumi from "@pulumi/pulumi";
import { TAG_KEYS, type Tags } from "../../config/tags";
import type { ExistingNetwork } from "./existing-network";
import { type ServiceEndpoints, serviceEndpoints } from "./service-endpoints";

export interface ExistingNetworkAdditionsArgs {
  readonly network: ExistingNetwork;
  /** Services for which endpoints are added. */
  readonly endpoints: readonly string[];
  readonly tags?: Tags;
}

/**
 * What an existing network gets: the project's tag on the network ACLs of its database subnets, by which the failover controllers'
 * permissions are limited to them, and the endpoints that were asked for.
 */
export function existingNetworkAdditions(
  name: string,
  { endpoints, network, tags }: ExistingNetworkAdditionsArgs,
  parent: pulumi.Resource,
): ServiceEndpoints | undefined {
  const { applicationSubnetIds, cidr, databaseAclIds, region, routeTableIds, vpcId } = network;
  const value = tags?.[TAG_KEYS.project];
  if (value !== undefined) {
    for (const [index, resourceId] of databaseAclIds.entries()) {
      // The first one has the name that it has in a new network, its counterpart in the other region.
      new ec2.Tag(
        index === 0 ? `${name}-acl` : `${name}-acl-${resourceId}`,
        { region, resourceId, key: TAG_KEYS.project, value },
        { parent },
      );
    }
  }
  if (endpoints.length === 0) return undefined;
  const args = { region, vpcId, cidr, subnetIds: [...applicationSubnetIds], routeTableIds: [...routeTableIds], tags };
  return serviceEndpoints(name, { ...args, services: endpoints }, parent);
}
