/** One thing that must be well before a failover; it changes nothing. */
export interface Check {
  readonly name: string;
  /**
   * Resolves with what was found.
   * @throws Doubt where it cannot be told; any other error where it is not well
   */
  readonly look: () => Promise<string>;
}

/** It cannot be told whether it is well. */
export class Doubt extends Error {
  override name = "Doubt";
}

export interface Finding {
  readonly check: string;
  readonly state: "ok" | "unknown" | "failed";
  /** One line: what was found, or why it is not well and what to do. */
  readonly detail: string;
}

/** Looks at everything, side by side; in the checks' order. */
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
