import { EC2_TYPES, INSTANCE_TYPES_SOURCE, type Offerings, typeFault } from "../aws/instance-types";
import type { RedoubtConfig } from "../schema";
import type { Check, Fault } from "./check";

type Tier = "web" | "application";
const TIERS: readonly Tier[] = ["web", "application"];

export const CAPACITY_CHECKS: readonly Check[] = TIERS.flatMap((tier) => [
  { keys: [tier], faults: (config) => capacityFaults(tier, config[tier]) },
  { keys: [tier], faults: (config) => instanceTypeFaults(tier, config[tier]) },
]);

export const CAPACITY_WARNINGS: readonly Check[] = TIERS.map((tier) => ({
  keys: [tier, "regions"],
  faults: (config) =>
    config[tier].compute === "instances"
      ? offeringWarnings(`${tier}.instanceType`, config[tier].instanceType, EC2_TYPES, config)
      : [],
}));

function capacityFaults(path: Tier, { active, standby }: RedoubtConfig[Tier]): Fault[] {
  const faults: Fault[] = [];
  for (const [role, { minimum, desired, maximum }] of Object.entries({ active, standby })) {
    if (minimum > desired || desired > maximum) {
      faults.push({
        path: `${path}.${role}`,
        message: `got minimum ${minimum}, desired ${desired}, maximum ${maximum}; they must not decrease in this order`,
      });
    }
  }
  if (standby.maximum < active.desired) {
    faults.push({
      path: `${path}.standby.maximum`,
      message: `got ${standby.maximum}, below the active role's desired ${active.desired}; raise it, or the standby cannot take over`,
    });
  }
  return faults;
}

function instanceTypeFaults(tier: Tier, { instanceType }: RedoubtConfig[Tier]): Fault[] {
  const path = `${tier}.instanceType`;
  if (instanceType.startsWith("db.")) {
    return [{ path, message: `got ${instanceType}; write an EC2 type such as m6g.large` }];
  }
  const fault = typeFault(instanceType, EC2_TYPES);
  return fault ? [{ path, message: `got ${instanceType}; ${fault}` }] : [];
}

/** A region's offerings grow between two versions of the table, so that a missing one is not an error. */
export function offeringWarnings(path: string, type: string, known: Offerings, { regions }: RedoubtConfig): Fault[] {
  const offeredIn = known.get(type);
  const missing = Object.keys(regions).filter((region) => !offeredIn?.has(region));
  if (missing.length === 0) return [];
  return [{ path, message: `${type} is not known to be offered in ${missing.join(", ")} (${INSTANCE_TYPES_SOURCE})` }];
}
