import { partitionOf } from "../aws/regions";
import type { RedoubtConfig } from "../schema";
import { withTier } from "../topology";
import type { Check, Fault } from "./check";

export const REGION_CHECKS: readonly Check[] = [
  { keys: ["regions", "abandoned"], faults: topologyFaults },
  { keys: ["regions", "abandoned"], faults: abandonedFaults },
  { keys: ["regions"], faults: stackNameFaults },
  { keys: ["regions", "abandoned"], faults: partitionFaults },
  { keys: ["regions", "activeRegion", "quarantined"], faults: roleFaults },
  { keys: ["homeRegion"], faults: homeRegionFaults },
  { keys: ["regions", "secretRegion"], faults: secretRegionFaults },
  { keys: ["regions", "abandoned", "dataKeyArns", "leaseRegions"], faults: dataKeyFaults },
  { keys: ["regions"], faults: bucketFaults },
  { keys: ["regions", "activeRegion", "abandoned", "leaseRegions", "lost"], faults: lostFaults },
];

/** After a region was abandoned, the survivor may be alone until a new standby exists. */
function topologyFaults({ abandoned, regions }: RedoubtConfig): Fault[] {
  const count = Object.keys(regions).length;
  const least = Object.keys(withTier(abandoned)).length > 0 ? 1 : 2;
  return count < least ? [{ path: "regions", message: `got ${count}; recovery needs at least two regions` }] : [];
}

function abandonedFaults({ abandoned, regions }: RedoubtConfig): Fault[] {
  return Object.keys(abandoned)
    .filter((region) => region in regions)
    .map((region) => {
      const message = `${region} is also among the regions; remove it from one of them`;
      return { path: `abandoned.${region}`, message };
    });
}

function stackNameFaults({ regions }: RedoubtConfig): Fault[] {
  const faults: Fault[] = [];
  const owners = new Map([
    ["global", "the global stack"],
    ["edge", "the edge stack"],
  ]);
  for (const [region, { stack }] of Object.entries(regions)) {
    const owner = owners.get(stack);
    if (owner) {
      const path = `regions.${region}.stack`;
      faults.push({ path, message: `${stack} is already the name of ${owner}; choose another` });
    }
    owners.set(stack, `${region}'s stack`);
  }
  return faults;
}

/** Partitions share no accounts, and CloudFront, the lease table and the access point exist per partition. */
function partitionFaults({ abandoned, regions }: RedoubtConfig): Fault[] {
  const keyed = { regions, abandoned };
  return Object.entries(keyed)
    .flatMap(([key, named]) => Object.keys(named).map((region) => ({ path: `${key}.${region}`, region })))
    .filter(({ region }) => partitionOf(region) !== "aws")
    .map(({ path, region }) => ({
      path,
      message: `${region} is in partition ${partitionOf(region)}; use regions of the commercial partition (aws)`,
    }));
}

/** The home region needs no tier, and better has none: while a tier's region is lost, its primary key cannot be replicated. */
function homeRegionFaults({ homeRegion }: RedoubtConfig): Fault[] {
  const partition = partitionOf(homeRegion);
  if (partition === "aws") return [];
  const message = `${homeRegion} is in partition ${partition}; use a region of the commercial partition (aws)`;
  return [{ path: "homeRegion", message }];
}

/** The primary secret is in the home region, or in a survivor of one that was lost. */
function secretRegionFaults({ homeRegion, regions, secretRegion }: RedoubtConfig): Fault[] {
  if (secretRegion === undefined || secretRegion === homeRegion || secretRegion in regions) return [];
  const message = `${secretRegion} is not among the regions; use one of ${Object.keys(regions).join(", ")}`;
  return [{ path: "secretRegion", message }];
}

/**
 * The home region has the primary secret, and each region a replica, under keys with the same key material. When a primary was lost with its
 * region, further regions need another multi-Region key.
 */
function dataKeyFaults(config: Omit<RedoubtConfig, "homeRegion"> & { readonly homeRegion?: string }): Fault[] {
  const { abandoned, dataKeyArns = {}, leaseRegions, regions } = config;
  const site = leaseRegions.find((region) => !(region in regions || region in abandoned));
  const needed = new Set([config.homeRegion ?? site ?? "", ...Object.keys(regions)].filter((region) => region !== ""));
  const missing = [...needed].filter((region) => !(region in dataKeyArns));
  const keyIds = new Set(Object.values(dataKeyArns).map((arn) => arn?.split("/").at(-1)));
  const elsewhere = Object.entries(dataKeyArns).filter(([region, arn]) => arn?.split(":")[3] !== region);
  return [
    ...missing.map((region) => ({
      path: `dataKeyArns.${region}`,
      message: "missing; replicate the key to that region",
    })),
    ...elsewhere.map(([region, arn]) => ({
      path: `dataKeyArns.${region}`,
      message: `got ${arn}, which is not in ${region}; name the replica of that region`,
    })),
    ...(keyIds.size > 1 && Object.keys(abandoned).length === 0
      ? [{ path: "dataKeyArns", message: `got ${[...keyIds].join(", ")}; name replicas of one multi-Region key` }]
      : []),
  ];
}

function bucketFaults({ regions }: RedoubtConfig): Fault[] {
  return Object.entries(regions)
    .filter(([, { bucket, bucketKeyArn }]) => bucketKeyArn !== undefined && bucket === undefined)
    .map(([region, { bucketKeyArn }]) => ({
      path: `regions.${region}.bucketKeyArn`,
      message: `got ${bucketKeyArn} without a bucket; name the bucket, or remove it`,
    }));
}

function roleFaults({ regions, activeRegion, quarantined }: RedoubtConfig): Fault[] {
  const faults = unknown("activeRegion", activeRegion, regions);
  for (const [index, region] of quarantined.entries()) {
    const path = `quarantined[${index}]`;
    faults.push(...unknown(path, region, regions));
    if (region === activeRegion) {
      faults.push({ path, message: `${region} is the active region; only a former active region can be quarantined` });
    }
  }
  return faults;
}

/** us-east-1 is always used: for the control planes of IAM, Route 53 and CloudFront. */
function lostFaults(config: RedoubtConfig): Fault[] {
  const { abandoned, activeRegion, leaseRegions, lost, regions, thirdSite } = config;
  const used = [...Object.keys(regions), ...leaseRegions, ...Object.keys(abandoned), thirdSite ?? [], "us-east-1"];
  const known = [...new Set(used.flat())];
  return lost.flatMap((region, index) => {
    const path = `lost[${index}]`;
    if (region === activeRegion) {
      return [{ path, message: `${region} is the active region; fail over first: redoubt failover --to REGION` }];
    }
    if (known.includes(region)) return [];
    return [{ path, message: `${region} is none that this configuration uses; use one of ${known.join(", ")}` }];
  });
}

/** An error for a region that is not in the topology. */
function unknown(path: string, region: string, regions: RedoubtConfig["regions"]): Fault[] {
  const names = Object.keys(regions);
  if (names.includes(region)) return [];
  return [{ path, message: `${region} is not among the regions; use one of ${names.join(", ")}` }];
}
