/** What `redoubt preview --json` prints: the whole program as registered, stack by stack. */
export interface PreviewDocument {
  stacks: PreviewedStack[];
  violations: Violation[];
}

/** The region's part in the topology; null for stacks that belong to no region. */
export type Role = "active" | "standby";

export interface PreviewedStack {
  /** The stack's name, without organization and project. */
  stack: string;
  region: string | null;
  role: Role | null;
  /** Parents before children, else by URN: the same program gives the same order. */
  resources: PreviewedResource[];
  /** The stack's outputs, secrets as "[secret]". */
  outputs: Record<string, unknown>;
  /** Wall time of the stack's program, in seconds. */
  seconds: number;
}

export interface PreviewedResource {
  urn: string;
  /** The type token, such as aws:rds/instance:Instance or redoubt:index:RegionalTier. */
  type: string;
  name: string;
  /** Its `region` input, else its provider's region; null where neither says (components, random values). */
  region: string | null;
  /** The parent's URN; null for the stack itself. */
  parent: string | null;
  /** As registered, secrets as "[secret]". */
  inputs: Record<string, unknown>;
  /** URNs of every resource that this one depends on. */
  dependencies: string[];
  /** For each input, the URNs of the resources that its value came from. */
  propertyDependencies: Record<string, string[]>;
  protect: boolean;
}

/** One finding of the policy pack. */
export interface Violation {
  policy: string;
  enforcementLevel: "advisory" | "mandatory";
  severity: "low" | "medium" | "high" | "critical";
  urn: string;
  message: string;
}
