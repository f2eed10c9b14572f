import type { RedoubtConfig } from "../../stacks/config";
import type { Failure, Guard } from "../document";
import type { Inventory, Item } from "../inventory";

/** What a row of the matrix is judged by. */
export interface Situation {
  readonly inventory: Inventory;
  readonly config: RedoubtConfig;
}

/** Something that would detect or handle a failure, if it is registered. */
export interface GuardDefinition {
  readonly what: string;
  /** The resources that are it; none where it is missing. */
  find(situation: Situation): readonly Item[];
}

/** One failure, with all that would stand against it. */
export interface FailureDefinition {
  readonly failure: string;
  readonly title: string;
  readonly detects: readonly GuardDefinition[];
  readonly handles: readonly GuardDefinition[];
  /** What follows from the guards that are there, each asked for by its name. */
  outcome(has: (guard: GuardDefinition) => boolean, situation: Situation): Outcome;
}

type Outcome = Pick<Failure, "automatic" | "outage" | "lost">;

/** A row of the matrix: removing a guard from the program changes it. */
export function assess(definition: FailureDefinition, situation: Situation): Failure {
  const found = new Map(
    [...definition.detects, ...definition.handles].map((guard) => [guard, guard.find(situation)] as const),
  );
  const describe = (guard: GuardDefinition): Guard => {
    const resources = (found.get(guard) ?? []).map(({ urn }) => urn);
    return { what: guard.what, present: resources.length > 0, resources };
  };
  const has = (guard: GuardDefinition) => (found.get(guard) ?? []).length > 0;
  return {
    failure: definition.failure,
    title: definition.title,
    detectedBy: definition.detects.map(describe),
    handledBy: definition.handles.map(describe),
    ...definition.outcome(has, situation),
  };
}
