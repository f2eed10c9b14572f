import type { Entry } from "./stack-export";

/** A small stack with the findings that are right for it, as `rule@resource`; `*` for any. */
export interface NeighbourCase {
  title: string;
  resources: readonly Entry[];
  yes?: readonly string[];
  no?: readonly string[];
  /** Rules that are left undecided. */
  undecided?: readonly string[];
  /** Policy configuration. */
  configuration?: Record<string, unknown>;
}
