import { z } from "zod";
import { DEFAULTS } from "../defaults";
import { fargate } from "./fargate";

const capacity = z.strictObject({
  minimum: z.int().min(0),
  desired: z.int().min(0),
  maximum: z.int().min(1),
});

const common = {
  instanceType: z
    .string()
    .default(DEFAULTS.tier.instanceType)
    .describe("EC2 instance type; determines the processor architecture of the Amazon Linux image"),
  active: capacity.default(DEFAULTS.tier.active).describe("number of instances or tasks in the active role"),
  standby: capacity
    .default(DEFAULTS.tier.standby)
    .describe(
      "number of instances or tasks in the standby role; its maximum must be at least the active role's desired number",
    ),
  userData: z
    .string()
    .optional()
    .describe("path of a user data file, relative to the project; the default serves /healthz"),
  fargate: fargate.optional().describe("the tasks of a tier with `compute: fargate`"),
};
const compute = (kinds: string) => `what runs the tier: ${kinds} (docs/containers.md)`;

/** The application tier, with its capacity in either role. */
export const applicationTier = z.strictObject({
  compute: z
    .enum(["instances", "fargate"])
    .default(DEFAULTS.tier.compute)
    .describe(compute("EC2 instances or Fargate tasks")),
  ...common,
});

/** The web tier, which can be left out. */
export const webTier = z.strictObject({
  compute: z
    .enum(["instances", "fargate", "none"])
    .default(DEFAULTS.tier.compute)
    .describe(compute("EC2 instances, Fargate tasks, or `none` to let the edge send requests to the application tier")),
  ...common,
});
