import { z } from "zod";
import { DEFAULTS } from "../defaults";

const capacity = z.strictObject({
  minimum: z.int().min(0),
  desired: z.int().min(0),
  maximum: z.int().min(1),
});

/** One group of instances, with its capacity in either role. */
export const tier = z.strictObject({
  instanceType: z
    .string()
    .default(DEFAULTS.tier.instanceType)
    .describe("EC2 instance type; determines the processor architecture of the Amazon Linux image"),
  active: capacity.default(DEFAULTS.tier.active).describe("number of instances in the active role"),
  standby: capacity
    .default(DEFAULTS.tier.standby)
    .describe("number of instances in the standby role; its maximum must be at least the active role's desired number"),
  userData: z
    .string()
    .optional()
    .describe("path of a user data file, relative to the project; the default serves /healthz"),
});
