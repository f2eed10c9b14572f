/** Relational engines of RDS that have cross-region read replicas and are supported here. */
export type Engine = "postgres" | "mysql" | "mariadb";

/**
 * Major versions by engine, with the last day of their standard support. Sources: RDS for PostgreSQL Release Notes, "Release calendars";
 * RDS User Guide, "MySQL on Amazon RDS versions" and "MariaDB on Amazon RDS versions" (read August 2026).
 */
const STANDARD_SUPPORT_ENDS: Readonly<Record<Engine, Readonly<Record<string, string>>>> = {
  postgres: {
    "13": "2026-02-28",
    "14": "2027-02-28",
    "15": "2028-02-29",
    "16": "2029-02-28",
    "17": "2030-02-28",
    "18": "2031-02-28",
  },
  mysql: { "8.0": "2026-07-31", "8.4": "2029-07-31" },
  mariadb: {
    "10.5": "2026-08-31",
    "10.6": "2026-12-31",
    "10.11": "2028-02-29",
    "11.4": "2029-05-31",
    "11.8": "2028-06-30",
    "12.3": "2029-06-30",
  },
};

/** Engines that RDS Extended Support covers. Source: RDS User Guide, "Using Amazon RDS Extended Support". */
export const EXTENDED_SUPPORT_ENGINES: readonly Engine[] = ["postgres", "mysql"];

/** The major version of an engine version, such as 17 of 17.6 or 8.4 of 8.4.3; undefined where it is none of the engine's. */
export function majorVersion(engine: Engine, version: string): string | undefined {
  if (!/^\d+(\.\d+)*$/.test(version)) return undefined;
  const parts = version.split(".");
  const major = parts.slice(0, engine === "postgres" ? 1 : 2).join(".");
  return major in STANDARD_SUPPORT_ENDS[engine] && parts.length <= (engine === "postgres" ? 2 : 3) ? major : undefined;
}

/** The major versions of an engine, oldest first. */
export function majorVersions(engine: Engine): string[] {
  return Object.keys(STANDARD_SUPPORT_ENDS[engine]).sort(compareVersions);
}

/** Negative where `one` is older than `other`, positive where it is newer, 0 for the same version. */
export function compareVersions(one: string, other: string): number {
  const [left, right] = [one, other].map((version) => version.split(".").map(Number)) as [number[], number[]];
  const place = left.findIndex((part, index) => part !== right[index]);
  return place < 0 ? 0 : (left[place] ?? 0) - (right[place] ?? 0);
}

/** Last day of a major version's standard support, as year-month-day. */
export function standardSupportEnd(engine: Engine, major: string): string {
  return STANDARD_SUPPORT_ENDS[engine][major] ?? "";
}
