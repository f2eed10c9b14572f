import type { OperationResult, StackResult } from "../../automation";
import { coloured } from "./colour";
import { countByService, terminalWidth, wrapped, wrappedText } from "./service-counts";

const ORDER = ["create", "update", "replace", "create-replacement", "delete", "same"] as const;

const COLOURS = {
  succeeded: "green",
  failed: "red",
  cancelled: "yellow",
  skipped: "dim",
  waiting: "yellow",
  unavailable: "yellow",
} as const;

/** Renders the result of an operation as text. */
export function renderSummary({ operation, stacks, succeeded }: OperationResult): string {
  const rows = stacks.map((stack) => [stack.stack, stack.state, counts(stack), `${stack.seconds.toFixed(0)} s`]);
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const table = rows.map((row, index) => {
    const cells = row.map((cell, column) => cell.padEnd(widths[column] ?? 0));
    const state = stacks[index]?.state ?? "skipped";
    cells[1] = coloured(COLOURS[state], cells[1] ?? "");
    return `  ${cells.join("  ")}`.trimEnd();
  });
  const width = terminalWidth();
  const reasons = stacks
    .filter(({ reason }) => reason)
    .flatMap(({ stack, reason }) => indented(`${stack}: ${reason}`))
    .flatMap((line) => wrappedLine(line, width));
  const unfinished = stacks
    .filter(({ state }) => state !== "succeeded" && state !== "unavailable")
    .map(({ stack }) => stack);
  const advice =
    succeeded || operation === "preview"
      ? []
      : [`not done: ${unfinished.join(", ")}; run redoubt ${operation} again to continue`];
  const left = stacks.flatMap(unavailableLines);
  const changes = operation === "preview" ? stacks.flatMap((stack) => changeLines(stack, width)) : [];
  return `${[operation, ...table, ...changes, ...reasons, ...left, ...advice].join("\n")}\n`;
}

/** What would change in a stack: resources by operation and service. Replacements count once. */
function changeLines({ stack, changes }: StackResult, width: number): string[] {
  return ORDER.flatMap((kind) => {
    const services = countByService(changes.filter(({ operation }) => operation === kind));
    const [first, ...others] = services;
    return first === undefined ? [] : wrapped([`${stack}: ${kind} ${first}`, ...others], width);
  });
}

/** A line in lines that fit the width, with its own indentation. */
function wrappedLine(line: string, width: number): string[] {
  const [indent = ""] = /^ */.exec(line) ?? [];
  return wrappedText(line.trimStart(), width - indent.length, "  ").map((part) => `${indent}${part}`);
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
