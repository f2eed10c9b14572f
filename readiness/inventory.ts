import type { PreviewDocument, PreviewedResource, Role } from "../preview/document";

/** A resource with the place of its stack in the topology. */
export interface Item extends PreviewedResource {
  readonly stack: string;
  /** The region of its stack; null for stacks that belong to no region. */
  readonly stackRegion: string | null;
  readonly role: Role | null;
}

/** What is really registered, stack by stack, with the questions that the report's parts ask of it. */
export class Inventory {
  readonly items: readonly Item[];

  private readonly byUrn: ReadonlyMap<string, Item>;

  constructor(document: Pick<PreviewDocument, "stacks">) {
    this.items = document.stacks.flatMap(({ stack, region, role, resources }) =>
      resources.map((resource) => ({ ...resource, stack, stackRegion: region, role })),
    );
    this.byUrn = new Map(this.items.map((item) => [item.urn, item]));
  }

  at(urn: string): Item | undefined {
    return this.byUrn.get(urn);
  }

  /** The resources of a type, of every stack unless a role is named. */
  ofType(type: string, role?: Role): readonly Item[] {
    return this.items.filter((item) => item.type === type && (role === undefined || item.role === role));
  }

  /** The nearest component above a resource, or itself, whose type is one of these. */
  within(item: Item, types: ReadonlySet<string>): Item | undefined {
    for (let at: Item | undefined = item; at; at = at.parent === null ? undefined : this.at(at.parent)) {
      if (types.has(at.type)) return at;
    }
    return undefined;
  }

  /** Whether a resource is, or lies below, a component of the type. */
  isWithin(item: Item, type: string): boolean {
    return this.within(item, new Set([type])) !== undefined;
  }

  /** The same with some resources left out, as if the program did not register them. */
  without(drop: (item: Item) => boolean): Inventory {
    return this.mapped((item) => (drop(item) ? undefined : item));
  }

  /** The same with resources replaced, or left out where nothing comes back. */
  mapped(change: (item: Item) => Item | undefined): Inventory {
    const copy: Inventory = Object.create(Inventory.prototype);
    const items = this.items.map(change).filter((item) => item !== undefined);
    return Object.assign(copy, { items, byUrn: new Map(items.map((item) => [item.urn, item])) });
  }
}

/**
 * A value inside a resource's inputs.
 * @param path property names and list positions, joined by dots
 */
export function input(item: Pick<Item, "inputs">, path: string): unknown {
  return path
    .split(".")
    .reduce<unknown>((value, key) => (value as Record<string, unknown> | null | undefined)?.[key], item.inputs);
}

/** A number inside a resource's inputs; undefined where none is known. */
export function numberInput(item: Pick<Item, "inputs">, path: string): number | undefined {
  const value = input(item, path);
  return typeof value === "number" ? value : undefined;
}

/** A list inside a resource's inputs; empty where none is known. */
export function listInput(item: Pick<Item, "inputs">, path: string): readonly unknown[] {
  const value = input(item, path);
  return Array.isArray(value) ? value : [];
}

/** A text inside a resource's inputs; empty where none is known. */
export function textInput(item: Pick<Item, "inputs">, path: string): string {
  const value = input(item, path);
  return typeof value === "string" ? value : "";
}
