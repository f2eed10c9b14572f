import type { Document } from "yaml";
import { editProjectFile } from "../reconcile/edit-project-file";

/** A lease table in the configuration. */
export interface ConfiguredTable {
  readonly generation: number;
  readonly regions: readonly string[];
}

/** Records the table to which the lease will move, and the third site, which stays where it is. */
export function recordDestination(file: string, destination: ConfiguredTable, thirdSite: string): void {
  editProjectFile(file, (document) => {
    set(document, "secondLeaseTable", { value: destination });
    set(document, "thirdSite", thirdSite);
  });
}

/** Records that the lease was moved from one table to another. */
export function recordMoved(file: string, from: ConfiguredTable, to: ConfiguredTable): void {
  editProjectFile(file, (document) => {
    set(document, "leaseRegions", { value: to.regions });
    set(document, "leaseGeneration", to.generation);
    set(document, "secondLeaseTable", { value: from });
  });
}

/** Records that the earlier table is no longer used. */
export function recordFinished(file: string): void {
  editProjectFile(file, (document) => document.deleteIn(["config", "redoubt:secondLeaseTable"]));
}

function set(document: Document, key: string, value: unknown): void {
  document.setIn(["config", `redoubt:${key}`], document.createNode(value));
}
