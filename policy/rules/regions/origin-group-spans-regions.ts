import type { Inputs } from "../../../resources/inputs";
import { REGION_NAME } from "../../../resources/region-of";
import { each, Undecided } from "../../../resources/three-valued";
import { CLOUDFRONT_DISTRIBUTION } from "../../../resources/types";
import { defineRule } from "../../rule";

const REQUIRED_STATUS_CODES = [500, 502, 503, 504];

export default defineRule({
  description: "An origin group has members in two regions and fails over on 500, 502, 503 and 504.",
  rationale: "Two origins in one region fail together. Connection failures count as 503, timeouts as 504.",
  severity: "high",
  category: "recovery across regions",
  remediation: "Add an origin of each region, and list 500, 502, 503 and 504 in failoverCriteria.statusCodes.",
  frameworks: {},
  types: [CLOUDFRONT_DISTRIBUTION],
  scope: "resource",
  check(distribution) {
    const origins = new Map(distribution.list("origins").map((origin) => [origin.text("originId"), origin]));
    return each(distribution.list("originGroups"), (group) => {
      const codes = new Set(group.list("failoverCriteria.statusCodes").map((code) => code.number("")));
      const missing = REQUIRED_STATUS_CODES.filter((code) => !codes.has(code));
      if (missing.length > 0) return `${group.path}.failoverCriteria lacks ${missing.join(", ")}`;
      const regions = group
        .list("members")
        .map((member) => regionOfOrigin(origins.get(member.text("originId")), member.path));
      return new Set(regions).size < regions.length
        ? `${group.path} has two members in ${regions.join(" and ")}`
        : undefined;
    });
  },
});

/** The region in an origin's domain name. A name without a region leaves the rule undecided. */
function regionOfOrigin(origin: Inputs | undefined, path: string): string {
  const region = REGION_NAME.exec(origin?.text("domainName") ?? "")?.[0];
  if (region === undefined) throw new Undecided(`the region of ${path}`);
  return region;
}
