import { readFileSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "../errors";
import { EDGE_STATE_KEY, REGION_PATH } from "../failover/protocol/edge-state";

/** Limit of a function's code, bytes (CloudFront Developer Guide, quotas on CloudFront Functions). */
const LIMIT_BYTES = 10 * 1024;

/** Status codes that an origin group can fail over on (CloudFront API Reference, OriginGroupFailoverCriteria). */
const FAILOVER_CODES = [400, 403, 404, 416, 429, 500, 502, 503, 504];

export interface RouterOptions {
  /** Regions in the topology's order. Each is also the id of its origin in the distribution. */
  readonly regions: readonly string[];
  /** The active region at deployment. The router uses it when the routing store's state is missing or malformed. */
  readonly activeRegion: string;
  /**
   * Status codes of the active region for which a read is tried in the standby. A refused connection counts as 503, a timeout
   * as 504.
   */
  readonly failoverCodes: readonly number[];
  /** Retry-After of responses to writes that a failover holds, seconds. */
  readonly retryAfterSeconds: number;
}

/**
 * The code of the router function, for the runtime cloudfront-js-2.0 and the event viewer-request. The function must be associated
 * with the routing store.
 * @throws UserError that lists every invalid option, or when the code is larger than CloudFront allows
 */
export function renderRouter(options: RouterOptions): string {
  validate(options);
  const { regions, activeRegion, failoverCodes, retryAfterSeconds } = options;
  const code = readFileSync(join(__dirname, "router-function.mjs"), "utf8")
    .replace("__REGIONS__", JSON.stringify(regions))
    .replace("__DEPLOYED__", JSON.stringify({ active: activeRegion, reads: "failover", writes: "open" }))
    .replace("__FAILOVER_CODES__", JSON.stringify(failoverCodes))
    .replace("__KEY__", EDGE_STATE_KEY)
    .replace("__REGION_PATH__", REGION_PATH)
    .replace("__RETRY_AFTER__", String(retryAfterSeconds));
  const bytes = Buffer.byteLength(code);
  if (bytes > LIMIT_BYTES) {
    throw new UserError(
      `edge router: got ${bytes} bytes, over CloudFront's limit of ${LIMIT_BYTES}; name fewer regions`,
    );
  }
  return code;
}

function validate({ regions, activeRegion, failoverCodes, retryAfterSeconds }: RouterOptions): void {
  const faults: string[] = [];
  const names = regions.join(", ");
  if (regions.length === 0) faults.push("regions: got none; name at least the active region");
  if (new Set(regions).size !== regions.length) faults.push(`regions: got ${names}; name each region once`);
  if (!regions.includes(activeRegion))
    faults.push(`activeRegion: got ${activeRegion}; name one of ${names || "the regions"}`);
  if (failoverCodes.length === 0) faults.push("failoverCodes: got none; name at least one");
  const known = FAILOVER_CODES.join(", ");
  for (const code of failoverCodes.filter((each) => !FAILOVER_CODES.includes(each))) {
    faults.push(`failoverCodes: got ${code}, on which CloudFront does not fail over; use ${known}`);
  }
  if (!Number.isInteger(retryAfterSeconds) || retryAfterSeconds <= 0) {
    faults.push(`retryAfterSeconds: got ${retryAfterSeconds}; use a whole number of seconds above 0`);
  }
  if (faults.length > 0) throw new UserError(faults.map((fault) => `edge router: ${fault}`).join("\n"));
}
