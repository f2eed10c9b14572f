import { PROJECT_TAG } from "../failover/project-tag";

/** Tags of a resource, by key. */
export type Tags = Readonly<Record<string, string>>;

/** Keys of the tags by which resources are found and distinguished. */
export const TAG_KEYS = {
  project: PROJECT_TAG,
  stack: "redoubt:stack",
  role: "redoubt:role",
  region: "redoubt:region",
  zones: "redoubt:zones",
} as const;

/** Keys of the tags that Redoubt sets itself. */
export const OWN_TAGS = ["Name", ...Object.values(TAG_KEYS)] as const;

/** A component's tags with the resource's name. */
export function named(tags: Tags | undefined, name: string): Record<string, string> {
  return { ...tags, Name: name };
}
