import type { DrillResult, Recovery } from "./result";
import type { DatabaseKind } from "./testbed/database-kind";
import type { Enforcement } from "./testbed/hosts/host";
import { OUTCOMES } from "./testbed/load/outcome";
import type { ApplicationKind } from "./testbed/region/application-program";

/** The titles of the recovery's phases, in order. */
export const RECOVERY_PHASES: Readonly<Record<keyof Recovery, string>> = {
  detect: "detected",
  decide: "decided",
  promote: "promoted",
  switch: "edge switched",
  firstRead: "first good read",
  firstWrite: "first good write",
};

/** The result for a terminal: the measurements, and whether the drill passed. */
export function renderTable(result: DrillResult): string {
  const { scenario, seed, settings, recovery, requests, acknowledgedLost, dualWrites, passed, failures } = result;
  const { leaseSeconds, writeSeconds } = settings.lease;
  const rows = [
    ...Object.entries(RECOVERY_PHASES).map(([phase, title]) => [
      title,
      formatSeconds(recovery[phase as keyof Recovery]),
    ]),
    ...OUTCOMES.map((outcome) => [
      `requests ${outcome}`,
      `${requests.read[outcome]} reads, ${requests.write[outcome]} writes`,
    ]),
    ["acknowledged writes lost", numbers(acknowledgedLost)],
    ["writes accepted by both regions", numbers(dualWrites)],
  ];
  const width = Math.max(...rows.map(([title = ""]) => title.length));
  return [
    `${scenario}, seed ${seed}: ${result.description}`,
    `lease ${leaseSeconds} s, write timeout ${writeSeconds} s, ${settings.rate} requests a second`,
    `the application ${describeEnforcement(settings.application, result.enforcement)}`,
    `the databases are ${describeDatabase(settings.database)}`,
    "",
    ...rows.map(([title = "", value = ""]) => `  ${title.padEnd(width)}  ${value}`),
    "",
    passed ? "PASSED" : `FAILED: ${failures.join("; ")}`,
  ].join("\n");
}

const ENFORCEMENTS: Readonly<Record<Enforcement, string>> = {
  "network namespaces": "the lease agent closes the path to the database by routes and sockets, in network namespaces",
  proxies: "the lease agent closes the path to the database by a proxy, because no network namespaces are in use",
  tasks:
    "the lease agent, a container of the application's task, ends the task when the region may not use the database",
  none: "nothing closes the path to the database",
};

/** Whether the application cooperates, and what enforces the lease; a sentence without its subject, the application. */
export function describeEnforcement(application: ApplicationKind, enforcement: Enforcement): string {
  const asks = application === "asks-lease" ? "asks the lease agent before each write" : "ignores the lease";
  return `${asks}; ${ENFORCEMENTS[enforcement]}`;
}

const DATABASES: Readonly<Record<DatabaseKind, string>> = {
  "rds-replica": "PostgreSQL servers that replicate by streaming, promoted as by RDS",
  "aurora-global":
    "PostgreSQL servers with the roles and refusals of an Aurora Global Database; Aurora's storage is not what runs here",
};

/** What the databases of a drill are. */
export function describeDatabase(kind: DatabaseKind): string {
  return DATABASES[kind];
}

export function formatSeconds(seconds: number | null): string {
  return seconds === null ? "–" : `${seconds.toFixed(1)} s`;
}

/** How many numbers a text lists; the JSON result has all of them. */
const LISTED = 10;

/** The count, and the first few numbers. */
export function numbers(list: readonly number[]): string {
  if (list.length === 0) return "none";
  return `${list.length}: ${list.slice(0, LISTED).join(", ")}${list.length > LISTED ? ", …" : ""}`;
}
