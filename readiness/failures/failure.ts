import type { RedoubtConfig } from "../../config/parse";
import type { Resource } from "../../resources/resource";
import type { ResourceGraph } from "../../resources/resource-graph";
import type { Control, Failure } from "../document";

/** What a row of the matrix is judged by. */
export interface Situation {
  readonly inventory: ResourceGraph;
  readonly config: RedoubtConfig;
}

/** Something that would detect or handle a failure, if it is registered. */
export interface ControlDefinition {
  readonly what: string;
  /** The resources that are it; none where it is missing. */
  find(situation: Situation): readonly Resource[];
}

/** One failure, with all that would stand against it. */
export interface FailureDefinition {
  readonly failure: string;
  readonly title: string;
  readonly detects: readonly ControlDefinition[];
  readonly handles: readonly ControlDefinition[];
  /** What follows from the controls that are there, each asked for by its name. */
  outcome(has: (control: ControlDefinition) => boolean, situation: Situation): Outcome;
}

type Outcome = Pick<Failure, "automatic" | "outage" | "lost">;

/** A row of the matrix: removing a control from the program changes it. */
export function assess(definition: FailureDefinition, situation: Situation): Failure {
  const found = new Map(
    [...definition.detects, ...definition.handles].map((control) => [control, control.find(situation)] as const),
  );
  const describe = (control: ControlDefinition): Control => {
    const resources = (found.get(control) ?? []).map(({ urn }) => urn);
    return { what: control.what, present: resources.length > 0, resources };
  };
  const has = (control: ControlDefinition) => (found.get(control) ?? []).length > 0;
  return {
    failure: definition.failure,
    title: definition.title,
    detectedBy: definition.detects.map(describe),
    handledBy: definition.handles.map(describe),
    ...definition.outcome(has, situation),
  };
}
