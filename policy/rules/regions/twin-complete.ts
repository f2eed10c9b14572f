import { z } from "zod";
import { counterpartIn } from "../../../resources/counterparts";
import { siteOf, standbysOf } from "../../../resources/topology";
import { hasCopyIn } from "../../facts/regional-copies";
import { defineRule, EVERY_TYPE } from "../../rule";

export default defineRule({
  description:
    "Every resource of the active region has a counterpart of the same type and logical name in each standby region.",
  rationale: "A resource that one region lacks is missing after the failover.",
  severity: "high",
  category: "recovery across regions",
  remediation: ({ except }) => `Register the resource in the standby region too, or list its name in ${except}.`,
  frameworks: {},
  types: [EVERY_TYPE],
  scope: "graph",
  comparesRegions: true,
  parameters: z.object({
    except: z
      .array(z.string())
      .default([])
      .describe("regular expressions for the logical names that need no counterpart"),
  }),
  check(resource, { graph, parameters }) {
    if (resource.region === null || !resource.type.startsWith("aws:") || !siteOf(resource, graph, "active"))
      return undefined;
    if (parameters.except.some((text) => new RegExp(text).test(resource.name))) return undefined;
    const missing = standbysOf(graph).filter(
      (standby) => !counterpartIn(standby, resource, graph) && !hasCopyIn(standby.region, resource, graph),
    );
    return missing.length > 0
      ? `it has no counterpart in ${missing.map(({ region }) => region).join(", ")}`
      : undefined;
  },
});
