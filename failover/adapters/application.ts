import type { Deployment } from "../deployment";
import { REGION_PATH } from "../protocol/edge-state";
import { NotImplemented, type ProbeVia, Refused } from "../protocol/ports";

/** Time limit of one request. */
const REQUEST_SECONDS = 8;

/** Statuses of a server that does not implement the request. */
const UNKNOWN_REQUEST = [404, 405, 501];

export interface Marker {
  /** The region that answered. */
  readonly region: string;
  readonly marker: string | null;
}

/**
 * The application as a client reaches it: over HTTPS and through the edge. The router sends requests under `/redoubt/at/REGION/` to that
 * region's origin, whatever the edge's state is. An application may implement the following requests, with `Cache-Control: no-store`; a
 * failover is then verified from end to end. Nothing else depends on them.
 *
 * - `POST /redoubt/marker` and `/redoubt/at/REGION/marker`, `{"marker": "…"}`: commits it as the newest marker → 201
 *   `{"region": "…", "marker": "…"}`; 503 where the region does not hold the lease. Under `/redoubt/at/` 421 for another region.
 * - `GET` on the same → 200 `{"region": "…", "marker": "…" | null}`.
 */
export class Application {
  /** @param request replaces fetch in tests */
  constructor(
    private readonly deployment: Pick<Deployment, "url" | "regions">,
    private readonly request: typeof fetch = fetch,
  ) {}

  /**
   * Resolves with the region that committed it; rejects when none did.
   * @throws NotImplemented when the application does not implement the request
   */
  async write(via: ProbeVia, marker: string): Promise<{ region: string }> {
    return { region: (await this.exchange(via, marker)).region };
  }

  async read(via: ProbeVia): Promise<Marker> {
    return this.exchange(via);
  }

  /** Whether the region's tiers answer with anything but an error of a server or of the edge. */
  async answers(region: string): Promise<boolean> {
    try {
      return (await this.send(this.location({ region }))).status < 500;
    } catch {
      return false;
    }
  }

  private async exchange(via: ProbeVia, marker?: string): Promise<Marker> {
    const location = this.location(via);
    const answer = await this.send(location, marker);
    const text = await answer.text();
    const message = `${location}: got ${answer.status} ${text.slice(0, 200)}`;
    if (UNKNOWN_REQUEST.includes(answer.status)) throw new NotImplemented(message);
    if (!answer.ok) throw new Error(message);
    return parseMarker(location, text);
  }

  private send(location: string, marker?: string): Promise<Response> {
    return this.request(location, {
      method: marker === undefined ? "GET" : "POST",
      headers: marker === undefined ? {} : { "content-type": "application/json" },
      body: marker === undefined ? undefined : JSON.stringify({ marker }),
      redirect: "error",
      signal: AbortSignal.timeout(REQUEST_SECONDS * 1000),
    });
  }

  private location(via: ProbeVia): string {
    if (via === "edge") return new URL("/redoubt/marker", this.deployment.url).href;
    if (!(via.region in this.deployment.regions)) throw new Refused(`region ${via.region}: not deployed`);
    return new URL(`${REGION_PATH}${via.region}/marker`, this.deployment.url).href;
  }
}

/** The answer's marker. An answer of another form means that the application does not implement the request. */
function parseMarker(location: string, text: string): Marker {
  let value: Partial<Record<keyof Marker, unknown>> | null = null;
  try {
    value = JSON.parse(text);
  } catch {
    // Reported below, together with JSON of another form.
  }
  if (typeof value?.region !== "string") {
    throw new NotImplemented(`${location}: got ${text.slice(0, 200)}; expected {"region": …, "marker": …}`);
  }
  return { region: value.region, marker: typeof value.marker === "string" ? value.marker : null };
}
