/** Tags of a resource, by key. */
export type Tags = Readonly<Record<string, string>>;

/** Keys of the tags that Redoubt sets itself. */
export const OWN_TAGS = ["Name", "redoubt:project", "redoubt:stack", "redoubt:role", "redoubt:region"] as const;

/** A component's tags with the resource's name. */
export function named(tags: Tags | undefined, name: string): Record<string, string> {
  return { ...tags, Name: name };
}
