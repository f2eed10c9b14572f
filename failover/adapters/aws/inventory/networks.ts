import {
  DescribeRouteTablesCommand,
  DescribeSubnetsCommand,
  DescribeVpcEndpointsCommand,
  DescribeVpcsCommand,
  type EC2Client,
  type RouteTable,
} from "@aws-sdk/client-ec2";
import { bounded } from "../bounded";

/** A subnet, with what its routes reach. */
export interface FoundSubnet {
  readonly id: string;
  readonly zone: string;
  /** `public`: the internet through an internet gateway; `private`: through NAT or a transit gateway; `isolated`: no default route. */
  readonly reach: "public" | "private" | "isolated";
}

export interface FoundNetwork {
  readonly vpcId: string;
  readonly cidr: string;
  readonly isDefault: boolean;
  readonly subnets: readonly FoundSubnet[];
  /** Names of the services with an endpoint, such as com.amazonaws.us-east-1.ssm. */
  readonly endpointServices: readonly string[];
}

/** The VPCs of a region, with their subnets, routes and endpoints. */
export async function findNetworks(client: EC2Client): Promise<FoundNetwork[]> {
  const [{ Vpcs = [] }, { Subnets = [] }, { RouteTables = [] }, { VpcEndpoints = [] }] = await Promise.all([
    bounded((options) => client.send(new DescribeVpcsCommand({}), options)),
    bounded((options) => client.send(new DescribeSubnetsCommand({}), options)),
    bounded((options) => client.send(new DescribeRouteTablesCommand({}), options)),
    bounded((options) => client.send(new DescribeVpcEndpointsCommand({}), options)),
  ]);
  return Vpcs.map(({ CidrBlock = "", IsDefault = false, VpcId = "" }) => ({
    vpcId: VpcId,
    cidr: CidrBlock,
    isDefault: IsDefault,
    subnets: Subnets.filter((subnet) => subnet.VpcId === VpcId)
      .map(({ AvailabilityZone = "", SubnetId = "" }) => ({
        id: SubnetId,
        zone: AvailabilityZone,
        reach: reachOf(routeTableOf(VpcId, SubnetId, RouteTables)),
      }))
      .sort((one, other) => (one.zone + one.id < other.zone + other.id ? -1 : 1)),
    endpointServices: VpcEndpoints.filter((endpoint) => endpoint.VpcId === VpcId).flatMap(
      ({ ServiceName }) => ServiceName ?? [],
    ),
  }));
}

function routeTableOf(vpcId: string, subnetId: string, tables: readonly RouteTable[]): RouteTable | undefined {
  const own = tables.find(({ Associations = [] }) => Associations.some(({ SubnetId }) => SubnetId === subnetId));
  return own ?? tables.find(({ Associations = [], VpcId }) => VpcId === vpcId && Associations.some(({ Main }) => Main));
}

function reachOf(table: RouteTable | undefined): FoundSubnet["reach"] {
  const route = table?.Routes?.find(({ DestinationCidrBlock }) => DestinationCidrBlock === "0.0.0.0/0");
  if (route === undefined) return "isolated";
  return route.GatewayId?.startsWith("igw-") ? "public" : "private";
}
