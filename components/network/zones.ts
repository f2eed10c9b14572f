import { getInstanceTypeOfferings, getVpc, getVpcs } from "@pulumi/aws/ec2";
import { getAvailabilityZones } from "@pulumi/aws/getAvailabilityZones";
import * as pulumi from "@pulumi/pulumi";
import { TAG_KEYS, type Tags } from "../../config/tags";
import { UserError } from "../../errors";

/** Which availability zones a region's network spans. */
export interface ZoneSelection {
  readonly region: string;
  /** Number of zones, or their names. */
  readonly zones: number | readonly string[];
  /** EC2 instance types that each zone must offer. */
  readonly instanceTypes: readonly string[];
  /**
   * Tags of the network, by which an existing one is found.
   * @default the network does not exist yet
   */
  readonly networkTags?: Tags;
}

/** Zones of a region by name, each with the instance types that it offers; undefined where the offerings are not known. */
export type OfferedZones = ReadonlyMap<string, ReadonlySet<string> | undefined>;

/**
 * Names of the availability zones for a region's network: the given names, or the first zones that offer every instance type. Local
 * Zones and Wavelength Zones are excluded, so that an account that opts in to one later keeps its subnets. A zone's state is ignored
 * for the same reason: a zone that is impaired today must not move a subnet.
 *
 * An existing network keeps its zones, which it has as a tag: a larger number adds zones at the end, a smaller one removes them there.
 * @throws UserError when the region has no such zones, with those that it has, or when a zone of the existing network does not offer an
 * instance type
 */
export async function selectZones(selection: ZoneSelection, opts: pulumi.InvokeOptions): Promise<string[]> {
  const { region, instanceTypes, zones } = selection;
  const named = typeof zones === "number" ? undefined : zones;
  let names = await zoneNames(region, opts, named);
  // The error lists all zones of the region.
  if (named && names.length < named.length) names = await zoneNames(region, opts);
  const offered = await offeredTypes(region, instanceTypes, opts);
  const existing = named ? [] : await existingZones(selection, opts);
  return chooseZones(
    selection,
    new Map(names.map((name) => [name, offered && (offered.get(name) ?? new Set<string>())])),
    existing,
  );
}

/** The zones of the network that exists already, in the order of its subnets; none before the first deployment. */
async function existingZones(
  { region, networkTags }: ZoneSelection,
  opts: pulumi.InvokeOptions,
): Promise<readonly string[]> {
  if (networkTags === undefined) return [];
  const { ids } = await getVpcs({ region, tags: { ...networkTags } }, opts);
  const [id] = ids;
  if (id === undefined || ids.length > 1) return [];
  const { tags } = await getVpc({ region, id }, opts);
  return tags[TAG_KEYS.zones]?.split(" ") ?? [];
}

async function zoneNames(region: string, opts: pulumi.InvokeOptions, only?: readonly string[]): Promise<string[]> {
  const filters = [
    { name: "opt-in-status", values: ["opt-in-not-required"] },
    { name: "zone-type", values: ["availability-zone"] },
    ...(only ? [{ name: "zone-name", values: [...only] }] : []),
  ];
  const { names } = await getAvailabilityZones({ region, filters }, opts);
  return names.toSorted();
}

/**
 * The zones of a selection among those of its region.
 * @param existing zones of the network's subnets
 */
export function chooseZones(
  { region, zones, instanceTypes }: ZoneSelection,
  offered: OfferedZones,
  existing: readonly string[] = [],
): string[] {
  const path = `regions.${region}.zones`;
  const types = [...new Set(instanceTypes)];
  const suits = (name: string) => types.every((type) => offered.get(name)?.has(type) ?? true);
  const suitable = [...offered.keys()].filter(suits);
  const available = `${region} has ${suitable.length} that offer ${types.join(" and ")}: ${suitable.join(", ") || "none"}`;
  if (typeof zones === "number") {
    const kept = existing.slice(0, zones);
    const missing = kept.filter((name) => !suitable.includes(name));
    if (missing.length > 0) {
      throw new UserError(
        `${path}: the network has subnets in ${missing.join(", ")}, which does not offer ${types.join(" and ")}; ${available}. Use another instance type, or name the zones to move the subnets`,
      );
    }
    if (zones > suitable.length) throw new UserError(`${path}: got ${zones}; ${available}`);
    return [...kept, ...suitable.filter((name) => !kept.includes(name))].slice(0, zones);
  }
  const unsuitable = zones.filter((name) => !suitable.includes(name));
  if (unsuitable.length > 0) throw new UserError(`${path}: got ${unsuitable.join(", ")}; ${available}`);
  return [...zones];
}

/** Instance types by zone; undefined where the credentials do not permit the call. */
async function offeredTypes(
  region: string,
  instanceTypes: readonly string[],
  opts: pulumi.InvokeOptions,
): Promise<ReadonlyMap<string, Set<string>> | undefined> {
  try {
    const { instanceTypes: types, locations } = await getInstanceTypeOfferings(
      {
        region,
        locationType: "availability-zone",
        filters: [{ name: "instance-type", values: [...new Set(instanceTypes)] }],
      },
      opts,
    );
    const offered = new Map<string, Set<string>>();
    for (const [index, zone] of locations.entries()) {
      const known = offered.get(zone) ?? new Set<string>();
      offered.set(zone, known.add(types[index] ?? ""));
    }
    return offered;
  } catch (error) {
    if (!(error instanceof Error) || !/UnauthorizedOperation|AccessDenied|not authorized/i.test(error.message))
      throw error;
    pulumi.log.warn(
      `${region}: zones are chosen without regard to instance types: ec2:DescribeInstanceTypeOfferings is denied`,
    );
    return undefined;
  }
}
