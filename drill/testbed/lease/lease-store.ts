import type { Link } from "../network/link";
import type { LeaseRegion } from "./lease-region";
import type { Change } from "./proposer";

/** How long a client waits for a lease region before it asks the next, in milliseconds. */
const TIMEOUT = 3000;

/** The lease store as a region's controllers see it: over links to lease regions, the nearest first. */
export class LeaseStore {
  constructor(private readonly ways: readonly { link: Link; region: LeaseRegion }[]) {}

  /** The value under a key, null when absent; strongly consistent. */
  async read(key: string): Promise<string | null> {
    return (await this.apply(key, () => null)).value;
  }

  /** Puts `next` in place of `expected`; false when something else is there. */
  async replace(key: string, expected: string | null, next: string): Promise<boolean> {
    const { value, changed } = await this.apply(key, (current) => (current === expected ? next : null));
    // Equal, too, when a lease region that was asked before did it and its reply was lost.
    return changed || value === next;
  }

  private async apply(key: string, change: Change): Promise<{ value: string | null; changed: boolean }> {
    const failures: string[] = [];
    for (const { link, region } of this.ways) {
      try {
        return await link.call(TIMEOUT, () => region.apply(key, change));
      } catch (error) {
        failures.push((error as Error).message);
      }
    }
    throw new Error(`no lease region answers: ${failures.join("; ")}`);
  }
}
