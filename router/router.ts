import { readFileSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "../errors";
import { EDGE_STATE_KEY, REGION_PATH } from "../failover/protocol/edge-state";

/** CloudFront's limit on a function's text, in bytes (CloudFront Developer Guide, quotas on CloudFront Functions). */
const LIMIT_BYTES = 10 * 1024;

/** The status codes on which CloudFront can be told to try an origin group's second member. */
const FAILOVER_CODES = [400, 403, 404, 416, 429, 500, 502, 503, 504];

export interface RouterOptions {
  /** The regions in the topology's order; each is also the id of its origin in the distribution. */
  readonly regions: readonly string[];
  /** The region that is active when the function is deployed: what a missing or unreadable key falls back to. */
  readonly activeRegion: string;
  /**
   * The answers of the active region on which a read is tried in the standby. A refused connection counts as 503, a
   * timeout as 504.
   * @default [502, 503, 504]
   */
  readonly failoverCodes?: readonly number[];
  /**
   * What Retry-After says while writes are held, in seconds.
   * @default 10
   */
  readonly retryAfterSeconds?: number;
}

/**
 * The router function's text, as CloudFront gets it. It runs on viewer requests under cloudfront-js-2.0 and needs its
 * key-value store associated with it.
 * @throws UserError naming every option that is wrong
 */
export function renderRouter(options: RouterOptions): string {
  const { regions, activeRegion, failoverCodes = [502, 503, 504], retryAfterSeconds = 10 } = options;
  const faults = [
    regions.length === 0 && "regions: is empty; name at least the active region",
    new Set(regions).size !== regions.length && `regions: ${regions.join(", ")} names a region twice; name each once`,
    !regions.includes(activeRegion) &&
      `activeRegion: ${activeRegion} is not one of the regions (${regions.join(", ")}); name one of them`,
    ...failoverCodes
      .filter((code) => !FAILOVER_CODES.includes(code))
      .map(
        (code) => `failoverCodes: ${code} is no code that CloudFront fails over on; use ${FAILOVER_CODES.join(", ")}`,
      ),
    failoverCodes.length === 0 && "failoverCodes: is empty; name at least one",
    !(Number.isInteger(retryAfterSeconds) && retryAfterSeconds > 0) &&
      `retryAfterSeconds: ${retryAfterSeconds} is not a whole number of seconds above 0`,
  ].filter((fault) => fault !== false);
  if (faults.length > 0) throw new UserError(`edge router: ${faults.join("\nedge router: ")}`);

  const text = readFileSync(join(__dirname, "router-function.mjs"), "utf8")
    .replace("__REGIONS__", JSON.stringify(regions))
    .replace("__DEPLOYED__", JSON.stringify({ active: activeRegion, reads: "failover", writes: "open" }))
    .replace("__FAILOVER_CODES__", JSON.stringify(failoverCodes))
    .replace("__KEY__", EDGE_STATE_KEY)
    .replace("__REGION_PATH__", REGION_PATH)
    .replace("__RETRY_AFTER__", String(retryAfterSeconds));
  const bytes = Buffer.byteLength(text);
  if (bytes > LIMIT_BYTES) {
    throw new UserError(`edge router: ${bytes} bytes are over CloudFront's ${LIMIT_BYTES}; name fewer regions`);
  }
  return text;
}
