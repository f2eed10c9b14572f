import { type Described, ref } from "./stack-builder";

/** One edit of a system. */
export type Change = (system: Described[]) => Described[];

/** Sets inputs of a resource, in every stack that has it unless one is named; undefined takes an input away. */
export function set(type: string, name: string, inputs: Record<string, unknown>, stack?: string): Change {
  return (system) => {
    let found = false;
    const changed = system.map((resource) => {
      if (resource.type !== type || resource.name !== name || (stack !== undefined && resource.stack !== stack)) {
        return resource;
      }
      found = true;
      const merged = Object.entries({ ...resource.inputs, ...inputs }).filter(([, value]) => value !== undefined);
      return { ...resource, inputs: Object.fromEntries(merged) };
    });
    if (!found) throw new Error(`no ${type} ${name} to change`);
    return changed;
  };
}

/** Takes a resource away. */
export function remove(type: string, name: string, stack?: string): Change {
  return (system) => {
    const rest = system.filter(
      (resource) =>
        resource.type !== type || resource.name !== name || (stack !== undefined && resource.stack !== stack),
    );
    if (rest.length === system.length) throw new Error(`no ${type} ${name} to remove`);
    return rest;
  };
}

/** Adds a resource to the global stack, which belongs to no region's counterparts, or to another. */
export function add(
  type: string,
  name: string,
  inputs: Record<string, unknown>,
  { stack = "global", region = "us-east-1", dependsOn = [] as string[][] } = {},
): Change {
  const needed = dependsOn.map(([ofStack = "", ofType = "", ofName = ""]) => ref(ofStack, ofType, ofName));
  return (system) => [...system, { stack, type, name, region, inputs, dependsOn: needed }];
}
