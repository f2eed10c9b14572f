import type { Role } from "../../../preview/document";
import type { ResourceRecord } from "../../../resources/resource";
import { UNKNOWN_VALUE } from "../../../resources/unknown";

/** A reference to another resource of the system, by stack and name and type, as an output that is not known yet. */
export class Ref {
  constructor(readonly urn: string) {}
}

/** What one resource is written as; references stand where their values will. */
export interface Described {
  stack: string;
  type: string;
  name: string;
  region: string | null;
  inputs: Record<string, unknown>;
  dependsOn?: Ref[];
  /** The type of the component that it is part of. */
  component?: string;
}

interface Stack {
  role: Role | null;
  region: string | null;
}

/** The stacks of the tests' system: the active region in us-east-1, its standby in us-west-1. */
const stacks: Readonly<Record<string, Stack>> = {
  global: { role: null, region: null },
  prod: { role: "active", region: "us-east-1" },
  dr: { role: "standby", region: "us-west-1" },
  edge: { role: null, region: null },
};

function urnOf(stack: string, type: string, name: string): string {
  return `urn:pulumi:${stack}::shop::${type}::${name}`;
}

export function ref(stack: string, type: string, name: string): Ref {
  return new Ref(urnOf(stack, type, name));
}

/** The records of a preview by the engine: outputs of other resources are unknown, and listed as dependencies. */
export function recordsOf(system: readonly Described[]): ResourceRecord[] {
  return system.map(({ stack, type, name, region, inputs, dependsOn = [], component }) => {
    const propertyDependencies: Record<string, string[]> = {};
    const written: Record<string, unknown> = {};
    for (const [property, value] of Object.entries(inputs)) {
      const urns: string[] = [];
      written[property] = withoutRefs(value, urns);
      propertyDependencies[property] = urns;
    }
    return {
      urn: urnOf(stack, component === undefined ? type : `${component}$${type}`, name),
      type,
      name,
      stack,
      region,
      role: stacks[stack]?.role ?? null,
      stackRegion: stacks[stack]?.region ?? null,
      parent: null,
      inputs: written,
      dependencies: [...Object.values(propertyDependencies).flat(), ...dependsOn.map(({ urn }) => urn)],
      propertyDependencies,
      protect: false,
    };
  });
}

function withoutRefs(value: unknown, urns: string[]): unknown {
  if (value instanceof Ref) {
    urns.push(value.urn);
    return UNKNOWN_VALUE;
  }
  if (Array.isArray(value)) return value.map((item) => withoutRefs(item, urns));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withoutRefs(item, urns)]));
}
