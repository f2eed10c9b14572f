import type { Estate } from "../../estate/estate";
import type { Resource } from "../../estate/resource";

/** PRIMARY or SECONDARY; undefined for a record that takes no part in a failover. */
export function failoverKind(record: Resource): string | undefined {
  return record.list("failoverRoutingPolicies")[0]?.text("type");
}

/** The other records of the same name and type. */
export function sameSet(record: Resource, estate: Estate): Resource[] {
  const name = record.text("name");
  const type = record.text("type");
  return estate
    .ofType(record.type)
    .filter((other) => other !== record && other.text("name") === name && other.text("type") === type);
}
