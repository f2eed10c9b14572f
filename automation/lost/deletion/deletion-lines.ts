import type { ExportedResource } from "../../../resources/from-stack-export";
import { type DeletionPlan, describe, inputsForDeletion } from "./deletion-plan";

interface Shown {
  readonly plan: DeletionPlan;
  /** What still exists of the resources to delete. */
  readonly existing: readonly ExportedResource[];
}

/**
 * What a deletion will do, as lines for an operator.
 * @param retired names of access points that have a bucket which is deleted
 */
export function deletionLines(
  region: string,
  parts: readonly Shown[],
  { deleteData, retired }: { readonly deleteData: boolean; readonly retired: readonly string[] },
): string[] {
  return [
    `delete what ${region} still has${deleteData ? ", with all data" : ""}`,
    ...retired.map(
      (name) => ` access point ${name}, which the deployment replaced, is deleted first; its clients lose their access`,
    ),
    ...parts.flatMap(({ existing, plan }) => partLines(plan, existing, deleteData)),
    ...[...new Set(parts.flatMap(({ plan }) => plan.named))].map((line) => ` ${line}; redoubt up removes that`),
  ];
}

function partLines(
  { deleted, kept, snapshots, stack }: DeletionPlan,
  existing: readonly ExportedResource[],
  deleteData: boolean,
): string[] {
  const exists = new Set(existing.map(({ id, type }) => `${type} ${id}`));
  const found = deleted.filter(({ id, type }) => exists.has(`${type} ${id}`));
  const gone = deleted.length - found.length;
  const counts = new Map<string, number>();
  for (const { type } of found) counts.set(type, (counts.get(type) ?? 0) + 1);
  const special = found.filter(({ type }) => Object.keys(inputsForDeletion(type, true)).length > 0);
  return [
    ` resources of stack ${stack}: ${found.length} are deleted${gone > 0 ? `; ${gone} do not exist any more` : ""}`,
    ...[...counts].sort().map(([type, count]) => `  ${count} ${type}`),
    ...special.map((each) => {
      const ends = "deletionProtection" in inputsForDeletion(each.type, false) || each.type.startsWith("aws:lb/");
      return `  ${describe(each)}${ends ? ": its deletion protection is ended first" : ""}`;
    }),
    ...snapshots.map((snapshot) => `  final snapshot ${snapshot}, which stays`),
    ...(deleteData ? ["  no final snapshot is made; keys and secrets are deleted after their waiting period"] : []),
    ...kept.map((each) => `  stays: ${describe(each)}: ${each.reason}`),
  ];
}
