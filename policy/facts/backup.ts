import type { Inputs } from "../../resources/inputs";
import type { Resource } from "../../resources/resource";
import { perGraph, type ResourceGraph } from "../../resources/resource-graph";
import { textOf } from "../../resources/text-of";
import { some, Undecided } from "../../resources/three-valued";
import { BACKUP_SELECTION, DYNAMODB_TABLE, EFS_FILE_SYSTEM, RDS_CLUSTER, RDS_INSTANCE } from "../../resources/types";

/** Whether a backup selection in the graph includes the resource: by name, service or tag, within the selection's conditions. */
export function inBackupPlan(resource: Resource, graph: ResourceGraph): boolean {
  return selectionsOf(resource, graph).length > 0;
}

/**
 * The backup selections that include the resource.
 * @throws Undecided where none does and one of them is unknown
 */
export function selectionsOf(resource: Resource, graph: ResourceGraph): Resource[] {
  const { services, patterns, tags, unknown } = indexOf(graph);
  const [service = "", kind] = arnKindOf(resource);
  const candidates = new Set([
    ...namedIn(resource, graph),
    ...["*", service, `${service}:${kind}`].flatMap((key) => services.get(key) ?? []),
    ...patterns.filter(({ pattern }) => matchesName(pattern, resource)).map(({ selection }) => selection),
    ...Object.entries(resource.tags).flatMap(([key, value]) => tags.get(`${key}=${value}`) ?? []),
  ]);
  const found: Resource[] = [];
  let undecided = unknown;
  for (const selection of candidates) {
    try {
      if (!excludes(selection, resource) && meetsConditions(selection, resource)) found.push(selection);
    } catch (error) {
      if (!(error instanceof Undecided)) throw error;
      undecided = `${selection.name}.${error.what}`;
    }
  }
  if (found.length === 0 && undecided !== undefined) throw new Undecided(undecided);
  return found;
}

interface SelectionIndex {
  /** The selections of whole services or kinds, by `service` or `service:kind`; "*" for all. */
  services: Map<string, Resource[]>;
  /** The selections by a pattern of names, such as arn:aws:dynamodb:*:*:table/prod-*. */
  patterns: { pattern: RegExp; selection: Resource }[];
  /** The selections by tag, as key=value. */
  tags: Map<string, Resource[]>;
  /** A selection whose resources or tags are unknown. */
  unknown: string | undefined;
}

const indexOf = perGraph((graph): SelectionIndex => {
  const index: SelectionIndex = { services: new Map(), patterns: [], tags: new Map(), unknown: undefined };
  const add = (map: Map<string, Resource[]>, key: string, selection: Resource) => {
    const own = map.get(key);
    if (own) own.push(selection);
    else map.set(key, [selection]);
  };
  for (const selection of graph.ofType(BACKUP_SELECTION)) {
    try {
      for (const pattern of selection.list("resources")) {
        const text = textOf(pattern.raw(""));
        const service = serviceOf(text);
        if (service !== undefined) add(index.services, service, selection);
        else if (text.includes("*")) index.patterns.push({ pattern: like(text), selection });
      }
      for (const tag of selection.list("selectionTags"))
        add(index.tags, `${tag.text("key")}=${tag.text("value")}`, selection);
    } catch (error) {
      if (!(error instanceof Undecided)) throw error;
      index.unknown = `${selection.name}.${error.what}`;
    }
  }
  return index;
});

function namedIn(resource: Resource, graph: ResourceGraph): readonly Resource[] {
  return byName(graph).has(resource.type) ? graph.referringTo(resource, BACKUP_SELECTION, "resources") : [];
}

/** The types that selections may name at all: none, where no selection lists single resources. */
const byName = perGraph((graph) => {
  const types = new Set(graph.resources.map(({ type }) => type));
  return graph.ofType(BACKUP_SELECTION).some((selection) => selection.has("resources")) ? types : new Set<string>();
});

/** Service and kind in the ARN of a type, where they differ from the type's module or matter to a pattern. */
const ARN_KINDS: Readonly<Record<string, readonly [service: string, kind: string]>> = {
  [DYNAMODB_TABLE]: ["dynamodb", "table"],
  [EFS_FILE_SYSTEM]: ["elasticfilesystem", "file-system"],
  [RDS_CLUSTER]: ["rds", "cluster"],
  [RDS_INSTANCE]: ["rds", "db"],
};

function arnKindOf({ type }: Resource): readonly [service: string | undefined, kind?: string] {
  return ARN_KINDS[type] ?? [type.split(/[:/]/)[1]];
}

/** "*", "arn:aws:rds:*", "arn:aws:rds:*:*:db:*" */
const SERVICE_PATTERN = /^(?:arn:[\w-]+:)?(\w+|\*)(?::\*)*(?::([\w-]+)[:/]\*)?$/;

/** The service of a pattern that names all of its resources, with their kind where it names one: `rds`, `rds:db`. */
function serviceOf(pattern: string): string | undefined {
  const [, service, kind] = SERVICE_PATTERN.exec(pattern) ?? [];
  return kind === undefined ? service : `${service}:${kind}`;
}

function matchesName(pattern: RegExp, resource: Resource): boolean {
  return (resource.record.identities ?? []).some((identity) => pattern.test(identity));
}

function matchesService(pattern: string, resource: Resource): boolean {
  const named = serviceOf(pattern);
  const [service = "", kind] = arnKindOf(resource);
  return named === "*" || named === service || named === `${service}:${kind}`;
}

function excludes(selection: Inputs, resource: Resource): boolean {
  return some(selection.list("notResources"), (pattern) => {
    const text = textOf(pattern.raw(""));
    return matchesService(text, resource) || matchesName(like(text), resource);
  });
}

/** Whether the resource's tags meet all conditions of the selection. */
function meetsConditions(selection: Inputs, resource: Resource): boolean {
  return !some(selection.list("conditions"), (condition) =>
    some(Object.keys(OPERATORS), (operator) =>
      some(condition.list(operator), (entry) => {
        const key = (entry.text("key") ?? "").replace(/^aws:ResourceTag\//, "");
        return !OPERATORS[operator]?.(resource.tags[key], entry.text("value") ?? "");
      }),
    ),
  );
}

const OPERATORS: Readonly<Record<string, (tag: string | undefined, value: string) => boolean>> = {
  stringEquals: (tag, value) => tag === value,
  stringNotEquals: (tag, value) => tag !== value,
  stringLike: (tag, value) => tag !== undefined && like(value).test(tag),
  stringNotLike: (tag, value) => tag === undefined || !like(value).test(tag),
};

function like(pattern: string): RegExp {
  const literal = (text: string) => text.replace(/[\\^$.+?()[\]{}|]/g, "\\$&");
  return new RegExp(`^${pattern.split("*").map(literal).join(".*")}$`);
}
