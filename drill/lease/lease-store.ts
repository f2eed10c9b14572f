import { postJson } from "../network/post-json";

/** How long a client waits for a lease region before it asks the next, in milliseconds. */
const TIMEOUT = 3500;

/** The lease store as a client sees it, over links to the lease regions, the nearest first. */
export class LeaseStore {
  constructor(private readonly ports: readonly number[]) {}

  /** The value under a key, null when absent; strongly consistent. */
  async read(key: string): Promise<string | null> {
    const { value } = await this.ask<{ value: string | null }>("/read", { key });
    return value;
  }

  /** Puts `next` in place of `expected`; false when something else is there. */
  async replace(key: string, expected: string | null, next: string): Promise<boolean> {
    const { value, changed } = await this.ask<{ value: string | null; changed: boolean }>("/write", {
      key,
      expected,
      next,
    });
    // Equal, too, when the first of two lease regions that were asked did it and its reply was lost.
    return changed || value === next;
  }

  private async ask<T>(path: string, content: unknown): Promise<T> {
    const failures: string[] = [];
    for (const port of this.ports) {
      try {
        return await postJson<T>(port, path, content, TIMEOUT);
      } catch (error) {
        failures.push((error as Error).message);
      }
    }
    throw new Error(`no lease region answers: ${failures.join("; ")}`);
  }
}
