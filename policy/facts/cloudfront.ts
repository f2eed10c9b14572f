import type { Inputs } from "../../resources/inputs";

/** The cache behaviours of a distribution, the default one first. */
export function behaviours(distribution: Inputs): Inputs[] {
  return [...distribution.list("defaultCacheBehavior"), ...distribution.list("orderedCacheBehaviors")];
}
