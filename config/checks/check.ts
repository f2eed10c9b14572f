import type { RedoubtConfig } from "../schema";

/** One configuration error or warning. */
export interface Fault {
  /** The key, such as `regions.us-east-1.cidr`. */
  readonly path: string;
  /** The value received and the fix. */
  readonly message: string;
}

/** A check that spans several values, or needs more than a pattern. */
export interface Check {
  /** The top-level keys that the check reads. It is skipped where one of them is invalid. */
  readonly keys: readonly (keyof RedoubtConfig)[];
  readonly faults: (config: RedoubtConfig) => Fault[];
}
