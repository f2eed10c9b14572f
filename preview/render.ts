import type { PreviewDocument, PreviewedResource, PreviewedStack } from "./document";

/**
 * A preview as text: for each stack its tree, the number of resources by type, its outputs, and the duration.
 * @param seconds duration of the whole preview
 */
export function renderPreview({ stacks }: PreviewDocument, seconds: number): string {
  const count = stacks.reduce((sum, { resources }) => sum + resources.length, 0);
  return [
    ...stacks.flatMap(renderStack),
    `${count} resources in ${stacks.length} stacks, ${seconds.toFixed(1)} s`,
  ].join("\n");
}

function renderStack({ stack, region, role, resources, outputs, seconds }: PreviewedStack): string[] {
  const suffix = region ? ` (${region}, ${role})` : "";
  return [
    `stack ${stack}${suffix}`,
    ...renderTree(resources),
    "",
    "  resources by type",
    ...countByType(resources).map(([type, count]) => `  ${String(count).padStart(4)}  ${type}`),
    "",
    "  outputs",
    ...Object.entries(outputs).map(
      ([name, value]) => `    ${name}: ${typeof value === "string" ? value : JSON.stringify(value)}`,
    ),
    "",
    `  ${resources.length} resources, ${seconds.toFixed(1)} s`,
    "",
  ];
}

function renderTree(resources: readonly PreviewedResource[]): string[] {
  const children = groupBy(resources, ({ parent }) => parent);
  const lines = (parent: string | null, indent: string): string[] =>
    (children.get(parent) ?? []).flatMap(({ urn, type, name, region }, index, siblings) => {
      const last = index === siblings.length - 1;
      const line = `${indent}${last ? "└─" : "├─"} ${type} ${name}${region ? `  ${region}` : ""}`;
      return [line, ...lines(urn, `${indent}${last ? "   " : "│  "}`)];
    });
  // The root is the stack itself, whose name is printed above the tree.
  const root = resources.find(({ parent }) => parent === null);
  return lines(root?.urn ?? null, "  ");
}

function countByType(resources: readonly PreviewedResource[]): [string, number][] {
  const groups = groupBy(resources, ({ type }) => type);
  return [...groups]
    .map(([type, members]): [string, number] => [type, members.length])
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

function groupBy<T, K>(items: readonly T[], key: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group) group.push(item);
    else groups.set(key(item), [item]);
  }
  return groups;
}
