import type { Deployment } from "../deployment";
import { REGION_PATH } from "../protocol/edge-state";
import { type ProbeVia, Refused } from "../protocol/ports";

/** The longest that one request may take. */
const REQUEST_SECONDS = 8;

export interface Marker {
  /** The region that answered. */
  readonly region: string;
  readonly marker: string | null;
}

/**
 * The application, as far as a failover needs it, over HTTPS and through the edge, whose router sends what lies under
 * `/redoubt/at/REGION/` to that region's origin whatever its state says. An application that Redoubt can fail over answers
 * the following, with `Cache-Control: no-store`; under `/redoubt/at/` it answers for its own region alone, any other with 421.
 *
 * - `POST /redoubt/marker` and `/redoubt/at/REGION/marker`, `{"marker": "…"}`: a write like any other, refused with 503 where
 *   the region does not hold the lease; commits it as the newest marker → 201 `{"region": "…", "marker": "…"}`.
 * - `GET` on the same → 200 `{"region": "…", "marker": "…" | null}`.
 */
export class Application {
  /** @param request stands in for fetch in tests */
  constructor(
    private readonly deployment: Pick<Deployment, "url" | "regions">,
    private readonly request: typeof fetch = fetch,
  ) {}

  /** Resolves with the region that committed it; rejects when none did. */
  async write(via: ProbeVia, marker: string): Promise<{ region: string }> {
    return { region: (await this.ask(this.place(via), marker)).region };
  }

  async read(via: ProbeVia): Promise<Marker> {
    return this.ask(this.place(via));
  }

  private async ask(place: string, marker?: string): Promise<Marker> {
    const answer = await this.request(place, {
      method: marker === undefined ? "GET" : "POST",
      headers: marker === undefined ? {} : { "content-type": "application/json" },
      body: marker === undefined ? undefined : JSON.stringify({ marker }),
      redirect: "error",
      signal: AbortSignal.timeout(REQUEST_SECONDS * 1000),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${place}: got ${answer.status} ${text.slice(0, 200)}`);
    return parseMarker(place, text);
  }

  private place(via: ProbeVia): string {
    if (via === "edge") return new URL("/redoubt/marker", this.deployment.url).href;
    if (!(via.region in this.deployment.regions)) throw new Refused(`region ${via.region}: not deployed`);
    return new URL(`${REGION_PATH}${via.region}/marker`, this.deployment.url).href;
  }
}

function parseMarker(place: string, text: string): Marker {
  let value: Partial<Record<keyof Marker, unknown>> | null = null;
  try {
    value = JSON.parse(text);
  } catch {
    // Told below, together with answers that are JSON of another shape.
  }
  if (typeof value?.region !== "string") {
    throw new Error(`${place}: got ${text.slice(0, 200)}; the application must answer {"region": …, "marker": …}`);
  }
  return { region: value.region, marker: typeof value.marker === "string" ? value.marker : null };
}
