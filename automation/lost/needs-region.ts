import type { ResourceRecord } from "../../resources/resource";
import { DYNAMODB_TABLE, EC2_VPC_ENDPOINT, LB_LOAD_BALANCER } from "../../resources/types";

interface ControlPlane {
  /** Start of the resources' type tokens. */
  readonly types: string;
  readonly service: string;
  readonly region: string;
}

const ACCESS_POINTS = "aws:s3control/multiRegionAccessPoint";

/**
 * Services with a control plane in one region only. Sources: AWS Fault Isolation Boundaries, "Global services"; Amazon S3 User Guide,
 * "Multi-Region Access Point restrictions and limitations".
 */
const CONTROL_PLANES: readonly ControlPlane[] = [
  { types: "aws:iam/", service: "IAM", region: "us-east-1" },
  { types: "aws:route53/", service: "Route 53", region: "us-east-1" },
  { types: "aws:cloudfront/", service: "CloudFront", region: "us-east-1" },
  { types: ACCESS_POINTS, service: "the control plane of Multi-Region Access Points", region: "us-west-2" },
];

/**
 * Control planes of other regions that depend on one region. Source: AWS Fault Isolation Boundaries, "Global services", "Global Single-Region
 * operations": creating, deleting and configuring any bucket, also its tags, and an access point's DNS records.
 */
const DEPENDENT_PLANES: readonly ControlPlane[] = [
  { types: "aws:s3/", service: "S3's configuration of buckets", region: "us-east-1" },
  { types: ACCESS_POINTS, service: "Route 53", region: "us-east-1" },
];

/**
 * Resources whose creation and deletion depend on one region, because they have DNS records of the service; other changes do not. Source: the
 * same, "Route 53".
 */
const DNS_NAMES: readonly ControlPlane[] = [
  { types: LB_LOAD_BALANCER, service: "Route 53", region: "us-east-1" },
  { types: EC2_VPC_ENDPOINT, service: "Route 53", region: "us-east-1" },
];

/** Whether a resource belongs to a service without regions, such as IAM. */
export function isGlobalService(type: string): boolean {
  return CONTROL_PLANES.some(({ types }) => type.startsWith(types));
}

type Described = Pick<ResourceRecord, "type" | "region" | "inputs">;

/**
 * Why a resource cannot be read or changed while regions are lost.
 * @returns undefined when it does not need any of them
 */
export function needsLostRegion({ type, region, inputs }: Described, lost: readonly string[]): string | undefined {
  // The engine's own resources, components and random values call no region.
  if (!type.startsWith("aws:")) return undefined;
  const plane = CONTROL_PLANES.find(({ types }) => type.startsWith(types));
  if (plane && lost.includes(plane.region)) return `${plane.service} in ${plane.region}`;
  if (!plane && region !== null && lost.includes(region)) return region;
  const dependent = DEPENDENT_PLANES.find(({ types }) => type.startsWith(types));
  if (dependent && lost.includes(dependent.region)) return `${dependent.service} in ${dependent.region}`;
  const replica = type === DYNAMODB_TABLE ? replicaRegions(inputs).find((each) => lost.includes(each)) : undefined;
  // The provider reads a table's replicas in their own regions.
  return replica === undefined ? undefined : `a replica in ${replica}`;
}

/**
 * Why a resource that is available cannot be created or deleted while regions are lost.
 * @returns undefined when that needs none of them
 */
export function needsLostRegionToExist(
  { inputs, type }: Pick<Described, "inputs" | "type">,
  lost: readonly string[],
): string | undefined {
  // A gateway endpoint, which is the default, is a route and has no name.
  if (type === EC2_VPC_ENDPOINT && inputs.vpcEndpointType !== "Interface") return undefined;
  const plane = DNS_NAMES.find(({ region, types }) => type === types && lost.includes(region));
  return plane && `${plane.service} in ${plane.region}`;
}

function replicaRegions({ replicas }: Described["inputs"]): string[] {
  return Array.isArray(replicas) ? replicas.map(({ regionName }) => String(regionName)) : [];
}
