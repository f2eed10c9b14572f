import type { Link } from "../network/link";
import type { LeaseRegion } from "./lease-region";
import type { Change } from "./proposer";

/** Time limit for a lease region before a client tries the next one, in milliseconds. */
const TIMEOUT = 3000;

/** The lease store as a site's controller reaches it: over links to the lease regions, nearest first. */
export class LeaseStore {
  constructor(private readonly connections: readonly { link: Link; region: LeaseRegion }[]) {}

  /** The value of a key, null when absent; strongly consistent. */
  async read(key: string): Promise<string | null> {
    return (await this.apply(key, () => null)).value;
  }

  /** Replaces `expected` by `next`; false when the current value is a different one. */
  async replace(key: string, expected: string | null, next: string): Promise<boolean> {
    const { value, changed } = await this.apply(key, (current) => (current === expected ? next : null));
    // Also equal when an earlier lease region made the change and its reply was lost.
    return changed || value === next;
  }

  private async apply(key: string, change: Change): Promise<{ value: string | null; changed: boolean }> {
    const failures: string[] = [];
    for (const { link, region } of this.connections) {
      try {
        return await link.call(TIMEOUT, () => region.apply(key, change));
      } catch (error) {
        failures.push((error as Error).message);
      }
    }
    throw new Error(`no lease region answers: ${failures.join("; ")}`);
  }
}
