import type { RedoubtConfig } from "../../../config/parse";
import type { Resource } from "../../../resources/resource";
import type { ResourceGraph } from "../../../resources/resource-graph";
import type { RuleChecks } from "../rule-checks";

/** The input of the failure matrix. */
export interface Situation {
  readonly inventory: ResourceGraph;
  readonly config: RedoubtConfig;
  readonly checks: RuleChecks;
}

/** A registered resource, or a set of them, that detects or handles a failure. */
export interface ControlDefinition {
  /** Name of the control in the report. */
  readonly control: string;
  /** Policy rules that check the control; empty if no rule does. */
  readonly policies: readonly string[];
  /** The resources that implement the control; empty if it is missing. */
  find(situation: Situation): readonly Resource[];
}

type Select = (situation: Situation) => readonly Resource[];

/** A control implemented by each selected resource on its own, checked by no policy rule. */
export function anyOf(control: string, select: Select): ControlDefinition {
  return { control, policies: [], find: select };
}

/** A control implemented by each selected resource that complies with the policy rules. */
export function compliant(control: string, policies: readonly string[], select: Select): ControlDefinition {
  return {
    control,
    policies,
    find: (situation) =>
      select(situation).filter((item) => policies.every((policy) => situation.checks.complies(policy, item))),
  };
}

/** A control that is present only if every selected resource complies with the policy rules. */
export function allCompliant(control: string, policies: readonly string[], select: Select): ControlDefinition {
  const { find } = compliant(control, policies, select);
  return {
    control,
    policies,
    find: (situation) => {
      const complying = find(situation);
      return complying.length === select(situation).length ? complying : [];
    },
  };
}

/** As allCompliant, for resources of several types, each checked by the rules of its type. */
export function allCompliantByType(
  control: string,
  policiesOf: Readonly<Record<string, readonly string[]>>,
  select: Select,
): ControlDefinition {
  return {
    control,
    policies: Object.values(policiesOf).flat(),
    find: (situation) => {
      const items = select(situation);
      const complies = (item: Resource) =>
        (policiesOf[item.type] ?? []).every((policy) => situation.checks.complies(policy, item));
      return items.every(complies) ? items : [];
    },
  };
}

/** A control that is present only if the condition holds for every selected resource; checked by no policy rule. */
export function allOf(control: string, select: Select, holds: (item: Resource) => boolean): ControlDefinition {
  return {
    control,
    policies: [],
    find: (situation) => {
      const items = select(situation);
      return items.every(holds) ? items : [];
    },
  };
}
