import type * as core from "./core";

/** The sources that the model drives, original or with a mutation. */
export type Core = typeof core;

/** An invariant that did not hold. */
export class Violation extends Error {
  override name = "Violation";
}
