import type { Control, Failure } from "../document";
import type { ControlDefinition, Situation } from "./controls/control";

/** One failure, with the controls that detect and handle it. */
export interface FailureDefinition {
  readonly failure: string;
  readonly title: string;
  readonly detectedBy: readonly ControlDefinition[];
  readonly handledBy: readonly ControlDefinition[];
  /** The consequences, given the controls that are present. */
  outcome(has: (control: ControlDefinition) => boolean, situation: Situation): Outcome;
}

type Outcome = Pick<Failure, "automatic" | "outage" | "lost">;

/** A row of the failure matrix. Removing a control from the program changes the row. */
export function assess(definition: FailureDefinition, situation: Situation): Failure {
  const found = new Map(
    [...definition.detectedBy, ...definition.handledBy].map((control) => [control, control.find(situation)] as const),
  );
  const describe = (definition: ControlDefinition): Control => {
    const resources = (found.get(definition) ?? []).map(({ urn }) => urn);
    const { control, policies } = definition;
    return { control, policies: [...policies], present: resources.length > 0, resources };
  };
  const has = (control: ControlDefinition) => (found.get(control) ?? []).length > 0;
  return {
    failure: definition.failure,
    title: definition.title,
    detectedBy: definition.detectedBy.map(describe),
    handledBy: definition.handledBy.map(describe),
    ...definition.outcome(has, situation),
  };
}
