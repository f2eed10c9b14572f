import type { EdgeAnswer } from "./answer";
import type { OriginRequest } from "./origin";

/** Methods whose responses CloudFront caches with the distribution's cached methods. */
const CACHED_METHODS = ["GET", "HEAD"];

/**
 * The cache of one edge location under the distribution's cache policy: the minimum and default TTL are 0, so that a response is
 * cached for the time that its origin states and not at all otherwise; path, query and cookies are in the key, and the headers that
 * the policy lists (CloudFront Developer Guide, "Manage how long content stays in the cache" and "Understand the cache key").
 */
export class EdgeCache {
  private readonly entries = new Map<string, { readonly answer: EdgeAnswer; readonly expiresAt: number }>();

  /**
   * @param keyHeaders headers in the cache key
   * @param now clock, milliseconds
   */
  constructor(
    private readonly keyHeaders: readonly string[],
    private readonly now: () => number,
  ) {}

  /** The cached response to a request, if there is one that has not expired. */
  find(request: OriginRequest): EdgeAnswer | undefined {
    const entry = this.entries.get(this.keyOf(request));
    return entry && entry.expiresAt > this.now() ? { ...entry.answer, by: "cache" } : undefined;
  }

  /** Stores the response of an origin for as long as the origin permits. */
  store(request: OriginRequest, answer: EdgeAnswer): void {
    const seconds = CACHED_METHODS.includes(request.method) && answer.status === 200 ? lifetimeSeconds(answer) : 0;
    if (seconds > 0) this.entries.set(this.keyOf(request), { answer, expiresAt: this.now() + seconds * 1000 });
  }

  private keyOf({ method, path, headers }: OriginRequest): string {
    const inKey = [...this.keyHeaders, "cookie"].map((name) => headers[name.toLowerCase()] ?? null);
    return JSON.stringify([method, path, ...inKey]);
  }
}

function lifetimeSeconds({ headers }: EdgeAnswer): number {
  const control = String(headers["cache-control"] ?? "");
  if (/\b(no-store|no-cache|private)\b/.test(control)) return 0;
  const [, seconds] = /\bs-maxage=(\d+)/.exec(control) ?? /\bmax-age=(\d+)/.exec(control) ?? [];
  return Number(seconds ?? 0);
}
