/** What runs the application in a drill, the default first. */
export const COMPUTE_KINDS = ["instances", "fargate"] as const;
export type ComputeKind = (typeof COMPUTE_KINDS)[number];
