import type { Resource } from "../resources/resource";
import type { Suppression } from "./config";

/** Whether a suppression applies to a resource on a day. */
export function covers(suppression: Suppression, resource: Resource, now: Date): boolean {
  const { resource: name, type } = suppression;
  if (hasExpired(suppression, now)) return false;
  if (name !== undefined && !matches(name, resource.urn) && !matches(name, resource.name)) return false;
  return type === undefined || matches(type, resource.type) || matches(type, resource.record.type);
}

/** A notice for each suppression of a rule that no longer applies. */
export function expiryNotices(rule: string, suppressions: readonly Suppression[], now: Date): string[] {
  return suppressions
    .filter((suppression) => hasExpired(suppression, now))
    .map(
      ({ resource, type, expires, reason }) =>
        `the suppression of ${rule} for ${resource ?? type} expired on ${expires} (${reason}); fix the violation, or renew or remove the suppression`,
    );
}

/** The day itself still counts. */
function hasExpired({ expires }: Suppression, now: Date): boolean {
  return expires !== undefined && now.toISOString().slice(0, 10) > expires;
}

/** Whether a text matches a pattern in which `*` matches any text. */
function matches(pattern: string, text: string): boolean {
  if (!pattern.includes("*")) return pattern === text;
  const literal = (part: string) => part.replace(/[\\^$.+?()[\]{}|]/g, "\\$&");
  return new RegExp(`^${pattern.split("*").map(literal).join(".*")}$`, "s").test(text);
}
