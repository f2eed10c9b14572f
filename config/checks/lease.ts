import { STRONG_CONSISTENCY_SETS } from "../aws/limits";
import { isEuropean, partitionOf } from "../aws/regions";
import type { RedoubtConfig } from "../schema";
import type { Check, Fault } from "./check";

export const LEASE_CHECKS: readonly Check[] = [
  { keys: ["regions", "abandoned", "leaseRegions"], faults: leaseRegionFaults },
  { keys: ["regions", "abandoned", "leaseGeneration", "secondLeaseTable"], faults: secondTableFaults },
  { keys: ["regions", "abandoned", "thirdSite"], faults: thirdSiteFaults },
  { keys: ["trigger", "lease"], faults: silenceFaults },
];

export const LEASE_WARNINGS: readonly Check[] = [{ keys: ["regions", "leaseRegions"], faults: residencyWarnings }];

function leaseRegionFaults({ abandoned, leaseRegions, regions }: RedoubtConfig): Fault[] {
  return tableRegionFaults("leaseRegions", leaseRegions, { abandoned, regions });
}

function secondTableFaults({ abandoned, leaseGeneration, regions, secondLeaseTable }: RedoubtConfig): Fault[] {
  if (secondLeaseTable === undefined) return [];
  const faults = tableRegionFaults("secondLeaseTable.regions", secondLeaseTable.regions, { abandoned, regions });
  if (Math.abs(secondLeaseTable.generation - leaseGeneration) === 1) return faults;
  const message = `got ${secondLeaseTable.generation} beside leaseGeneration ${leaseGeneration}; redoubt lease move writes both`;
  return [...faults, { path: "secondLeaseTable.generation", message }];
}

function thirdSiteFaults({ abandoned, regions, thirdSite }: RedoubtConfig): Fault[] {
  if (thirdSite === undefined) return [];
  const partition = partitionOf(thirdSite);
  if (partition !== "aws") {
    const message = `${thirdSite} is in partition ${partition}; use a region of the commercial partition (aws)`;
    return [{ path: "thirdSite", message }];
  }
  if (thirdSite in regions) {
    return [{ path: "thirdSite", message: `got ${thirdSite}, which hosts a tier; use a region without one` }];
  }
  if (!(thirdSite in abandoned)) return [];
  return [{ path: "thirdSite", message: `got ${thirdSite}, which was abandoned; use another region` }];
}

function tableRegionFaults(
  path: string,
  leaseRegions: readonly string[],
  { abandoned, regions }: Pick<RedoubtConfig, "abandoned" | "regions">,
): Fault[] {
  const ofOneSet = STRONG_CONSISTENCY_SETS.some((set) => leaseRegions.every((region) => set.includes(region)));
  const got = leaseRegions.join(", ") || "none";
  if (new Set(leaseRegions).size !== 3 || leaseRegions.length !== 3 || !ofOneSet) {
    const sets = STRONG_CONSISTENCY_SETS.map((set) => set.join(" ")).join("; ");
    return [{ path, message: `got ${got}; use three different regions of one of these sets: ${sets}` }];
  }
  if (leaseRegions.some((region) => !(region in regions || region in abandoned))) return [];
  return [{ path, message: `got ${got}, each with a tier; one must be a third site without a tier` }];
}

function silenceFaults({ trigger, lease }: RedoubtConfig): Fault[] {
  if (trigger !== "automatic" || lease.onSilence === "refuse") return [];
  const message =
    "got serve with trigger automatic; set it to refuse, or two isolated regions could both accept writes";
  return [{ path: "lease.onSilence", message }];
}

/** The lease table holds region names and times only, yet a data residency review asks about every table and function. */
function residencyWarnings({ regions, leaseRegions }: RedoubtConfig): Fault[] {
  const outside = leaseRegions.filter((region) => !isEuropean(region));
  if (!Object.keys(regions).every(isEuropean) || outside.length === 0) return [];
  const european = STRONG_CONSISTENCY_SETS.flat().filter(isEuropean).join(", ");
  const message = `${outside.join(", ")} ${outside.length === 1 ? "is" : "are"} outside the EU, and all regions with data are in it; the lease table and the third site would be outside too; ${european} keep them in the EU`;
  return [{ path: "leaseRegions", message }];
}
