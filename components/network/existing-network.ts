import {
  type GetRouteTableResult,
  type GetSubnetResult,
  getNetworkAcls,
  getRouteTable,
  getRouteTables,
  getSubnet,
  getVpc,
} from "@pulumi/aws/ec2";
import * as pulumi from "@pulumi/pulumi";
import type { Fault } from "../../config/checks/check";
import { TAG_KEYS } from "../../config/tags";
import { UserError } from "../../errors";

/** The ids of an existing network. */
export interface ExistingNetworkIds {
  readonly vpcId: string;
  readonly publicSubnetIds: string[];
  readonly applicationSubnetIds: string[];
  readonly databaseSubnetIds: string[];
}

export interface ExistingNetworkSelection extends ExistingNetworkIds {
  readonly region: string;
  /** Location of the ids in the configuration, which messages name, such as regions.us-east-1.network. */
  readonly path: string;
}

/** An existing network, with what was read of it. */
export interface ExistingNetwork extends ExistingNetworkIds {
  readonly region: string;
  /** IPv4 range of the VPC. */
  readonly cidr: string;
  /** IPv4 ranges of the database subnets. */
  readonly databaseCidrs: readonly string[];
  /** Network ACLs of the database subnets, in which a fence adds its rules. */
  readonly databaseAclIds: readonly string[];
  /** Route tables of the application subnets. */
  readonly routeTableIds: readonly string[];
  /** Availability zones of the database subnets. */
  readonly zones: readonly string[];
}

const INTERNET = "0.0.0.0/0";

/**
 * Reads an existing network and checks it: its subnets, their zones and their routes. Values that the preview without credentials does not
 * know are not checked. `redoubt preview` lists the endpoints that it lacks.
 * @throws UserError with all errors
 */
export async function readExistingNetwork(
  selection: ExistingNetworkSelection,
  opts: pulumi.InvokeOptions,
): Promise<ExistingNetwork> {
  const { applicationSubnetIds, databaseSubnetIds, path, publicSubnetIds, region, vpcId } = selection;
  const vpc = await getVpc({ region, id: vpcId }, opts).catch(notFound(`${path}.vpcId`, vpcId));
  const groups = { publicSubnetIds, applicationSubnetIds, databaseSubnetIds };
  const faults: Fault[] = [];
  if (vpc.enableDnsSupport === false || vpc.enableDnsHostnames === false) {
    faults.push({ path: `${path}.vpcId`, message: `got ${vpcId}, without DNS host names or resolution; enable both` });
  }
  const subnets = new Map<string, GetSubnetResult>();
  for (const [key, ids] of Object.entries(groups)) {
    const found: GetSubnetResult[] = [];
    for (const id of ids) {
      const subnet = await getSubnet({ region, id }, opts).catch(notFound(`${path}.${key}`, id));
      subnets.set(id, subnet);
      found.push(subnet);
    }
    faults.push(...subnetFaults(`${path}.${key}`, vpcId, found));
  }
  const tables = new Map<string, GetRouteTableResult>();
  for (const id of [...publicSubnetIds, ...applicationSubnetIds])
    tables.set(id, await routeTable(region, vpcId, id, opts));
  faults.push(...routeFaults(path, groups, tables));
  const acls = await databaseAcls(selection, opts);
  faults.push(...aclFaults(path, acls.ofProjects, acls.own));
  if (faults.length > 0) throw new UserError(faults.map(({ path: at, message }) => `${at}: ${message}`).join("\n"));
  const of = (ids: readonly string[]) => ids.flatMap((id) => subnets.get(id) ?? []);
  const routeTableIds = applicationSubnetIds.flatMap((id) => tables.get(id)?.routeTableId ?? []);
  return {
    region,
    vpcId,
    ...groups,
    cidr: vpc.cidrBlock,
    databaseCidrs: of(databaseSubnetIds).map(({ cidrBlock }) => cidrBlock),
    databaseAclIds: acls.all,
    routeTableIds: [...new Set(routeTableIds)].sort(),
    zones: [...new Set(of(databaseSubnetIds).map(({ availabilityZone }) => availabilityZone))].sort(),
  };
}

/** Ids of the network ACLs of the database subnets: all of them, those with a project's tag, and those with this project's. */
async function databaseAcls(
  { databaseSubnetIds, region, vpcId }: ExistingNetworkSelection,
  opts: pulumi.InvokeOptions,
) {
  const ofSubnets = { name: "association.subnet-id", values: [...databaseSubnetIds] };
  const idsOf = async (...tags: { name: string; values: string[] }[]) =>
    (await getNetworkAcls({ region, vpcId, filters: [ofSubnets, ...tags] }, opts)).ids.toSorted();
  return {
    all: await idsOf(),
    ofProjects: await idsOf({ name: "tag-key", values: [TAG_KEYS.project] }),
    own: await idsOf({ name: `tag:${TAG_KEYS.project}`, values: [pulumi.getProject()] }),
  };
}

/** Errors of network ACLs that another project uses: a fence of one project would close the databases of both. */
export function aclFaults(path: string, ofProjects: readonly string[], own: readonly string[]): Fault[] {
  return ofProjects
    .filter((id) => !own.includes(id))
    .map((id) => ({
      path: `${path}.databaseSubnetIds`,
      message: `got subnets of ${id}, which another project uses (tag ${TAG_KEYS.project}); name subnets with a network ACL of their own`,
    }));
}

/** What of a subnet is known; a preview without credentials does not know its VPC and zone. */
type KnownSubnet = Pick<GetSubnetResult, "id"> & Partial<Pick<GetSubnetResult, "availabilityZone" | "vpcId">>;

function notFound(path: string, id: string): (error: Error) => never {
  return (error) => {
    throw new UserError(`${path}: got ${id}, which cannot be read: ${error.message}`);
  };
}

/** Errors of the subnets of one kind. */
export function subnetFaults(path: string, vpcId: string, subnets: readonly KnownSubnet[]): Fault[] {
  const elsewhere = subnets.filter((subnet) => subnet.vpcId !== undefined && subnet.vpcId !== vpcId);
  const faults = elsewhere.map((subnet) => ({
    path,
    message: `got ${subnet.id}, which is in ${subnet.vpcId}; name subnets of ${vpcId}`,
  }));
  const zones = new Set(subnets.flatMap(({ availabilityZone }) => availabilityZone ?? []));
  if (zones.size !== 1) return faults;
  return [...faults, { path, message: `got subnets in ${[...zones]} alone; name subnets in at least two zones` }];
}

/** The route table of a subnet: its own, or the main one of the VPC. */
async function routeTable(
  region: string,
  vpcId: string,
  subnetId: string,
  opts: pulumi.InvokeOptions,
): Promise<GetRouteTableResult> {
  const find = async (name: string, value: string) => {
    const { ids } = await getRouteTables({ region, vpcId, filters: [{ name, values: [value] }] }, opts);
    return ids[0];
  };
  const routeTableId = (await find("association.subnet-id", subnetId)) ?? (await find("association.main", "true"));
  return getRouteTable({ region, routeTableId }, opts);
}

/** Errors of the routes of public and application subnets. */
export function routeFaults(
  path: string,
  { applicationSubnetIds, publicSubnetIds }: Omit<ExistingNetworkIds, "vpcId">,
  tables: ReadonlyMap<string, Partial<Pick<GetRouteTableResult, "routes">>>,
): Fault[] {
  const without = (ids: readonly string[], reaches: (route: GetRouteTableResult["routes"][number]) => boolean) =>
    ids.filter((id) => {
      const routes = tables.get(id)?.routes;
      return routes !== undefined && !routes.some((route) => route.cidrBlock === INTERNET && reaches(route));
    });
  const closed = without(publicSubnetIds, ({ gatewayId }) => gatewayId.startsWith("igw-"));
  const isolated = without(applicationSubnetIds, () => true);
  return [
    ...closed.map((id) => ({
      path: `${path}.publicSubnetIds`,
      message: `got ${id}, without a route to an internet gateway; name a public subnet, or add the route`,
    })),
    ...isolated.map((id) => ({
      path: `${path}.applicationSubnetIds`,
      message: `got ${id}, without a default route; instances reach the lease regions by NAT: add a route`,
    })),
  ];
}
