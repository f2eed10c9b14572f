import type { Change } from "./changes";
import { COMPUTE_VIOLATIONS } from "./violations/compute-violations";
import { DATA_VIOLATIONS } from "./violations/data-violations";
import { SERVICE_VIOLATIONS } from "./violations/service-violations";

/** For each rule that scanners have, what breaks it in the sound system and breaks nothing else. */
export const scannerViolations: Readonly<Record<string, readonly Change[]>> = {
  ...COMPUTE_VIOLATIONS,
  ...SERVICE_VIOLATIONS,
  ...DATA_VIOLATIONS,
};
