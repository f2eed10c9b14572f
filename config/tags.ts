/** Tags of a resource, by key. */
export type Tags = Readonly<Record<string, string>>;

/** A component's tags with the resource's name. */
export function named(tags: Tags | undefined, name: string): Record<string, string> {
  return { ...tags, Name: name };
}
