import type { Random } from "../random";

/** The store was written since the caller read its ETag: the service's ConflictException. */
class EtagMismatch extends Error {}

/** From a write to the store until a location sees it, in milliseconds; drawn anew for each write and location. */
export interface Propagation {
  readonly least: number;
  readonly most: number;
}

interface Snapshot {
  version: number;
  values: ReadonlyMap<string, string>;
}

/**
 * CloudFront's key-value store: one that is written, under an ETag, and a copy at each location that follows late. The
 * service says "in a few seconds", gives no bound, and lets locations differ meanwhile.
 */
export class KeyValueStore {
  private newest: Snapshot = { version: 0, values: new Map() };
  private readonly locations: { snapshot: Snapshot }[] = [];
  private readonly timers = new Set<NodeJS.Timeout>();

  constructor(
    private readonly propagation: Propagation,
    private readonly random: Random,
  ) {}

  /** What a new location sees under a key; it begins with what there is. */
  addLocation(): (key: string) => string | undefined {
    const location = { snapshot: this.newest };
    this.locations.push(location);
    return (key) => location.snapshot.values.get(key);
  }

  read(key: string): { value: string | undefined; etag: string } {
    return { value: this.newest.values.get(key), etag: String(this.newest.version) };
  }

  /** @throws EtagMismatch when `etag` is not the newest */
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
          // What was written later may have come sooner.
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
