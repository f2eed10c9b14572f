import { type Rule, withName } from "./rule";
import * as definitions from "./rules";

/** Every rule of the pack, in alphabetical order. */
export const rules: readonly Rule[] = Object.entries(definitions)
  .map(([name, definition]) => withName(name, definition))
  .sort((one, other) => one.name.localeCompare(other.name));
