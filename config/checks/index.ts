import type { RedoubtConfig } from "../schema";
import { AURORA_CHECKS, AURORA_WARNINGS } from "./aurora";
import { CAPACITY_CHECKS, CAPACITY_WARNINGS } from "./capacity";
import type { Check, Fault } from "./check";
import { DATABASE_CHECKS, DATABASE_WARNINGS, supportFaults } from "./database";
import { EDGE_CHECKS } from "./edge";
import { FARGATE_CHECKS } from "./fargate";
import { LEASE_CHECKS, LEASE_WARNINGS } from "./lease";
import { NETWORK_CHECKS } from "./network";
import { REGION_CHECKS } from "./regions";
import { TAG_CHECKS } from "./tags";

const CHECKS: readonly Check[] = [
  ...REGION_CHECKS,
  ...LEASE_CHECKS,
  ...NETWORK_CHECKS,
  ...CAPACITY_CHECKS,
  ...FARGATE_CHECKS,
  ...DATABASE_CHECKS,
  ...AURORA_CHECKS,
  ...EDGE_CHECKS,
  ...TAG_CHECKS,
];

const WARNINGS: readonly Check[] = [...LEASE_WARNINGS, ...CAPACITY_WARNINGS, ...DATABASE_WARNINGS, ...AURORA_WARNINGS];

/**
 * All errors that the schema cannot detect.
 * @param config the valid part of the configuration; checks that need more are skipped
 * @param today the day of the update; without it, checks that depend on the date are skipped
 */
export function configErrors(config: Partial<RedoubtConfig>, today?: Date): Fault[] {
  const support: Check = {
    keys: ["database", "regions"],
    faults: (complete) => (today ? supportFaults(complete, today) : []),
  };
  return run([...CHECKS, support], config);
}

/** What works, but is probably not intended. */
export function configWarnings(config: RedoubtConfig): Fault[] {
  return run(WARNINGS, config);
}

function run(checks: readonly Check[], config: Partial<RedoubtConfig>): Fault[] {
  return checks
    .filter(({ keys }) => keys.every((key) => config[key] !== undefined))
    .flatMap(({ faults }) => faults(config as RedoubtConfig));
}
