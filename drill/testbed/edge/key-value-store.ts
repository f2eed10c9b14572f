import type { Random } from "../random";

/** The store has changed since the caller read its ETag; the service throws ConflictException. */
class EtagMismatch extends Error {}

/** Delay until a location sees a write, in milliseconds; drawn at random per write and location. */
export interface Propagation {
  readonly least: number;
  readonly most: number;
}

interface Snapshot {
  version: number;
  values: ReadonlyMap<string, string>;
}

/**
 * CloudFront's key-value store: a writable store guarded by an ETag, and a delayed copy at each edge location. AWS documents a delay
 * of "a few seconds" without a bound; locations may differ in the meantime.
 */
export class KeyValueStore {
  private newest: Snapshot = { version: 0, values: new Map() };
  private readonly locations: { snapshot: Snapshot }[] = [];
  private readonly timers = new Set<NodeJS.Timeout>();

  constructor(
    private readonly propagation: Propagation,
    private readonly random: Random,
  ) {}

  /** Adds a location, which starts with the newest values, and returns the function that reads its copy. */
  addLocation(): (key: string) => string | undefined {
    const location = { snapshot: this.newest };
    this.locations.push(location);
    return (key) => location.snapshot.values.get(key);
  }

  read(key: string): { value: string | undefined; etag: string } {
    return { value: this.newest.values.get(key), etag: String(this.newest.version) };
  }

  /** @throws EtagMismatch when `etag` is not the current one */
  put(key: string, value: string, etag: string): void {
    const { version, values } = this.newest;
    if (etag !== String(version)) throw new EtagMismatch(`the store's ETag is ${version}, not ${etag}`);
    const written = { version: version + 1, values: new Map(values).set(key, value) };
    this.newest = written;
    for (const location of this.locations) {
      const { least, most } = this.propagation;
      const timer = setTimeout(
        () => {
          this.timers.delete(timer);
          // A later write may have arrived earlier.
          if (written.version > location.snapshot.version) location.snapshot = written;
        },
        least + this.random.next() * (most - least),
      );
      this.timers.add(timer);
    }
  }

  close(): void {
    for (const timer of this.timers) clearTimeout(timer);
  }
}
