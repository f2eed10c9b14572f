/** A condition for a failover. The check changes nothing. */
export interface Check {
  readonly name: string;
  /**
   * Resolves with the result, as one line.
   * @throws Doubt when the check could not be decided; any other error when it fails
   */
  readonly look: () => Promise<string>;
}

/** The check could not be decided. */
export class Doubt extends Error {
  override name = "Doubt";
}

export interface Finding {
  readonly check: string;
  readonly state: "ok" | "unknown" | "failed";
  /** One line: the result, or the reason for the failure and its fix. */
  readonly detail: string;
}

/** Runs all checks in parallel; the results are in the checks' order. */
export function preflight(checks: readonly Check[]): Promise<Finding[]> {
  return Promise.all(
    checks.map(async ({ name, look }): Promise<Finding> => {
      try {
        return { check: name, state: "ok", detail: await look() };
      } catch (error) {
        const detail = error instanceof Error ? error.message || error.name : String(error);
        return { check: name, state: error instanceof Doubt ? "unknown" : "failed", detail };
      }
    }),
  );
}
