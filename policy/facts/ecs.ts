import { Inputs } from "../../resources/inputs";
import { Undecided } from "../../resources/three-valued";

/**
 * The containers of a task definition, which are given as JSON.
 * @throws Undecided where they are unknown, or not JSON
 */
export function containersOf(task: Inputs): Inputs[] {
  const text = task.text("containerDefinitions");
  if (text === undefined) return [];
  try {
    return new Inputs({ containers: JSON.parse(text) }, "containerDefinitions", () => false).list("containers");
  } catch {
    throw new Undecided("containerDefinitions");
  }
}
