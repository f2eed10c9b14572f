import type { Estate } from "../../estate/estate";
import type { Resource } from "../../estate/resource";
import { each, Undecided } from "../../estate/three-valued";
import { activeOf, stackOf } from "../../estate/topology";
import { isUnknown } from "../../estate/unknown";
import { defineRule, everyType } from "../../rule";

/** The properties by which a replica names its source. */
const sources = new Set([
  "replicateSourceDb",
  "sourceDbInstanceArn",
  "replicationSourceIdentifier",
  "sourceRegion",
  "primaryKeyArn",
]);

export const noLeak = defineRule({
  name: "no-leak",
  what: "No string in a standby names the active region, sources of replication aside.",
  why: "What asks the region that failed waits for it, on the day of the failover for the first time.",
  severity: "high",
  concern: "recovery across regions",
  remediation: "Take names, ARNs and endpoints from the standby's own region.",
  frameworks: {},
  types: [everyType],
  scope: "estate",
  check(resource, { estate }) {
    if (!resource.type.startsWith("aws:") || !stackOf(resource, estate, "standby")) return undefined;
    const { region } = activeOf(estate);
    const naming = new RegExp(`:${region}:|\\.${region}\\.amazonaws\\.com|\\b${region}[a-f]\\b`);
    return each(Object.entries(resource.record.inputs), ([property, value]) => {
      if (sources.has(property)) return undefined;
      const texts = stringsOf(value);
      if (texts.some((text) => naming.test(text))) return `${property} names ${region}`;
      if (texts.some(isUnknown) && !comesFromElsewhere(resource, property, region, estate)) {
        throw new Undecided(`${resource.name}.${property}`);
      }
      return undefined;
    });
  },
});

/** Whether a value that is not known yet comes from resources in view, none of which lies in the region. */
function comesFromElsewhere(resource: Resource, property: string, region: string, estate: Estate): boolean {
  const sources = (resource.record.propertyDependencies[property] ?? []).map((urn) => estate.at(urn));
  return sources.length > 0 && sources.every((source) => source !== undefined && source.region !== region);
}

function stringsOf(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => [key, ...stringsOf(item)]);
}
