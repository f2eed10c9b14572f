import { getInstanceTypeOfferings } from "@pulumi/aws/ec2";
import { getAvailabilityZones } from "@pulumi/aws/getAvailabilityZones";
import * as pulumi from "@pulumi/pulumi";
import { UserError } from "../../errors";

/** Which availability zones a region's network spans. */
export interface ZoneSelection {
  readonly region: string;
  /** Number of zones, or their names. */
  readonly zones: number | readonly string[];
  /** EC2 instance types that each zone must offer. */
  readonly instanceTypes: readonly string[];
}

/** Zones of a region by name, each with the instance types that it offers; undefined where the offerings are not known. */
export type OfferedZones = ReadonlyMap<string, ReadonlySet<string> | undefined>;

/**
 * Names of the availability zones for a region's network: the given names, or the first zones that offer every instance type. Local
 * Zones and Wavelength Zones are excluded, so that an account that opts in to one later keeps its subnets. A zone's state is ignored
 * for the same reason: a zone that is impaired today must not move a subnet.
 *
 * The zones change when their number or the instance types change. Names keep them whatever else changes.
 * @throws UserError when the region has no such zones, with those that it has
 */
export async function selectZones(selection: ZoneSelection, opts: pulumi.InvokeOptions): Promise<string[]> {
  const { region, instanceTypes, zones } = selection;
  const named = typeof zones === "number" ? undefined : zones;
  let names = await zoneNames(region, opts, named);
  // The error lists all zones of the region.
  if (named && names.length < named.length) names = await zoneNames(region, opts);
  const offered = await offeredTypes(region, instanceTypes, opts);
  return chooseZones(
    selection,
    new Map(names.map((name) => [name, offered && (offered.get(name) ?? new Set<string>())])),
  );
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

/** The zones of a selection among those of its region. */
export function chooseZones({ region, zones, instanceTypes }: ZoneSelection, offered: OfferedZones): string[] {
  const path = `regions.${region}.zones`;
  const types = [...new Set(instanceTypes)];
  const suits = (name: string) => types.every((type) => offered.get(name)?.has(type) ?? true);
  const suitable = [...offered.keys()].filter(suits);
  const available = `${region} has ${suitable.length} that offer ${types.join(" and ")}: ${suitable.join(", ") || "none"}`;
  if (typeof zones === "number") {
    if (zones > suitable.length) throw new UserError(`${path}: got ${zones}; ${available}`);
    return suitable.slice(0, zones);
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
