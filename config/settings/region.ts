import { z } from "zod";
import { KNOWN_REGIONS } from "../aws/regions";
import { MAX_ZONES } from "../cidr";
import { DEFAULTS } from "../defaults";

/** A region that the AWS provider knows. */
export const region = z.enum(KNOWN_REGIONS as [string, ...string[]]);

const stackName = z.string().regex(/^[a-z][a-z0-9-]*$/, { error: "must be lower-case letters, digits and hyphens" });

/** A region that was given up. */
export const abandonedEntry = z.strictObject({
  stack: stackName.describe("name that this region's stack had"),
  cidr: z.string().describe("range of the network that remains in the region, by which it is fenced"),
});

const zoneName = z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d[a-z]$/);

/** One region of the topology. */
export const regionEntry = z.strictObject({
  stack: stackName.describe("name of this region's stack"),
  cidr: z.string().describe("the network's range: private, /16 to /22, without overlap with another region's range"),
  zones: z
    .union([z.int().min(2).max(MAX_ZONES), z.array(zoneName).min(2).max(MAX_ZONES)], {
      error: `use a number of zones from 2 to ${MAX_ZONES}, or a list of their names such as [us-east-1a, us-east-1b]`,
    })
    .default(DEFAULTS.zones)
    .describe("number of availability zones, 2 to 4, or a list of their names, which keeps them whatever else changes"),
  database: z
    .strictObject({
      generation: z
        .int()
        .min(1)
        .default(DEFAULTS.generation)
        .describe("increase by one to rebuild this region's database as a new replica"),
      version: z
        .string()
        .optional()
        .describe(
          "engine version of this region's database while it differs from `database.version` in a major upgrade",
        ),
    })
    .prefault({}),
});
