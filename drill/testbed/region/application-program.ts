import { join } from "node:path";
import type { Command } from "../processes/process-table";
import { scriptArguments } from "../processes/script";

/**
 * ignores-lease: an application that knows nothing of Redoubt; only the closed path to the database keeps it from writing.
 * asks-lease: examples/ledger, which asks the lease agent before each write; the path to the database stays open.
 */
export const APPLICATIONS = ["ignores-lease", "asks-lease"] as const;
export type ApplicationKind = (typeof APPLICATIONS)[number];

const SCRIPTS: Readonly<Record<ApplicationKind, string>> = {
  "ignores-lease": join(__dirname, "unaware-application"),
  "asks-lease": join(__dirname, "../../../examples/ledger/server"),
};

/** The program of the application on each instance. */
export function applicationProgram(kind: ApplicationKind): Pick<Command, "file" | "arguments"> {
  return { file: process.execPath, arguments: scriptArguments(SCRIPTS[kind]) };
}
