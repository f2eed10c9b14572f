import { z } from "zod";
import { stackOf, standbysOf } from "../../estate/topology";
import { defineRule, everyType } from "../../rule";
import { twinIn } from "./twins";

export const twinComplete = defineRule({
  name: "twin-complete",
  what: "Each regional resource of the active region has its twin, of the same type and logical name, in every standby.",
  why: "What was added on one side only is missing on the day of the failover.",
  severity: "high",
  concern: "recovery across regions",
  remediation: "Register it for the standby too: one program for all regions.",
  frameworks: {},
  types: [everyType],
  scope: "estate",
  parameters: z.object({
    except: z.array(z.string()).default([]).describe("regular expressions for the logical names that need no twin"),
  }),
  check(resource, { estate, parameters }) {
    if (resource.region === null || !resource.type.startsWith("aws:") || !stackOf(resource, estate, "active"))
      return undefined;
    if (parameters.except.some((text) => new RegExp(text).test(resource.name))) return undefined;
    const missing = standbysOf(estate).filter(({ stack }) => !twinIn(stack, resource, estate));
    return missing.length > 0 ? `it has no twin in ${missing.map(({ region }) => region).join(", ")}` : undefined;
  },
});
