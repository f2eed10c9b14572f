/** The resources that the program registers, stack by stack. `redoubt preview --json` prints it, with the policy violations. */
export interface PreviewDocument {
  stacks: PreviewedStack[];
}

/** A region's role in the topology. */
export type Role = "active" | "standby";

export interface PreviewedStack {
  /** The stack's name, without organization and project. */
  stack: string;
  /** Null for stacks that belong to no region. */
  region: string | null;
  role: Role | null;
  /** Parents before children, otherwise by URN: the order is the same in every run. */
  resources: PreviewedResource[];
  /** The stack's outputs; secrets as "[secret]". */
  outputs: Record<string, unknown>;
  /** Wall-clock time of the stack's program, in seconds. */
  seconds: number;
}

export interface PreviewedResource {
  urn: string;
  /** The type token, such as aws:rds/instance:Instance or redoubt:index:RegionalTier. */
  type: string;
  name: string;
  /** Its `region` input, otherwise its provider's region; null where there is neither (components, random values). */
  region: string | null;
  /** The parent's URN; null for the stack itself. */
  parent: string | null;
  /** As registered; secrets as "[secret]". */
  inputs: Record<string, unknown>;
  /** URNs of every resource that this one depends on. */
  dependencies: string[];
  /** For each input, the URNs of the resources that its value depends on. */
  propertyDependencies: Record<string, string[]>;
  protect: boolean;
}
