import type { OperationResult, StackResult } from "../../automation";

const ORDER = ["create", "update", "replace", "create-replacement", "delete", "same"] as const;

/** Renders the result of an operation as text. */
export function renderSummary({ operation, stacks, succeeded }: OperationResult): string {
  const rows = stacks.map((stack) => [stack.stack, stack.state, counts(stack), `${stack.seconds.toFixed(0)} s`]);
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const table = rows.map((row) =>
    `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ")}`.trimEnd(),
  );
  const reasons = stacks.filter(({ reason }) => reason).flatMap(({ stack, reason }) => indented(`${stack}: ${reason}`));
  const unfinished = stacks
    .filter(({ state }) => state !== "succeeded" && state !== "unavailable")
    .map(({ stack }) => stack);
  const advice =
    succeeded || operation === "preview"
      ? []
      : [`not done: ${unfinished.join(", ")}; run redoubt ${operation} again to continue`];
  const left = stacks.flatMap(unavailableLines);
  return `${[operation, ...table, ...reasons, ...left, ...advice].join("\n")}\n`;
}

/** The resources of a stack that were neither read nor changed, by what they need. */
function unavailableLines({ stack, unavailable }: StackResult): string[] {
  const byNeed = new Map<string, string[]>();
  for (const { deferred, name, needs, type } of unavailable) {
    const later = deferred.length > 0 ? ` (${deferred.join(", ")} later)` : "";
    byNeed.set(needs, [...(byNeed.get(needs) ?? []), `${type.split(":").at(-1)} ${name}${later}`]);
  }
  return [...byNeed].map(([needs, names]) => `  ${stack}: not read or changed, needs ${needs}: ${names.join(", ")}`);
}

function counts({ counts }: StackResult): string {
  const shown = ORDER.filter((kind) => counts[kind]).map((kind) => `${counts[kind]} ${kind}`);
  return shown.join(", ") || "nothing";
}

function indented(text: string): string[] {
  return text.split("\n").map((line, index) => `${index === 0 ? "  " : "    "}${line}`);
}
