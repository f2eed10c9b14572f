import type { ResourceRecord } from "../../resources/resource";
import { DYNAMODB_TABLE } from "../../resources/types";

/**
 * Services with a control plane in one region only, by the start of their resources' type tokens.
 * Sources: AWS Fault Isolation Boundaries, "Global services"; Amazon S3 User Guide, "Multi-Region Access Point restrictions and limitations".
 */
const CONTROL_PLANES: readonly { readonly types: string; readonly service: string; readonly region: string }[] = [
  { types: "aws:iam/", service: "IAM", region: "us-east-1" },
  { types: "aws:route53/", service: "Route 53", region: "us-east-1" },
  { types: "aws:cloudfront/", service: "CloudFront", region: "us-east-1" },
  {
    types: "aws:s3control/multiRegionAccessPoint",
    service: "the control plane of Multi-Region Access Points",
    region: "us-west-2",
  },
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
  if (plane) return lost.includes(plane.region) ? `${plane.service} in ${plane.region}` : undefined;
  if (region !== null && lost.includes(region)) return region;
  const replica = type === DYNAMODB_TABLE ? replicaRegions(inputs).find((each) => lost.includes(each)) : undefined;
  // The provider reads a table's replicas in their own regions.
  return replica === undefined ? undefined : `a replica in ${replica}`;
}

function replicaRegions({ replicas }: Described["inputs"]): string[] {
  return Array.isArray(replicas) ? replicas.map(({ regionName }) => String(regionName)) : [];
}
