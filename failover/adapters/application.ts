import { randomUUID } from "node:crypto";
import type { Deployment } from "../deployment";
import { REGION_PATH } from "../protocol/edge-state";
import { type Clock, type ProbeVia, Refused } from "../protocol/ports";
import type { DatabaseKey } from "./aws/database-key";

/** The longest that one request may take. */
const REQUEST_SECONDS = 8;

/** How often, and with what pause in milliseconds, a replica is looked at for what was written just before. */
const LOOKS = 20;
const LOOK_PAUSE_MS = 250;

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
 * - `POST` and `GET /redoubt/at/REGION/database-marker`: the same on the region's database, whatever the lease says, to whoever
 *   sends `x-redoubt-key` (see database-key.ts); anyone else gets 403.
 */
export class Application {
  /** @param request stands in for fetch in tests */
  constructor(
    private readonly deployment: Pick<Deployment, "url" | "regions">,
    private readonly key: DatabaseKey,
    private readonly request: typeof fetch = fetch,
  ) {}

  /** Resolves with the region that committed it; rejects when none did. */
  async write(via: ProbeVia, marker: string): Promise<{ region: string }> {
    return { region: (await this.ask(this.place(via), {}, marker)).region };
  }

  async read(via: ProbeVia): Promise<Marker> {
    return this.ask(this.place(via), {});
  }

  /** Commits the marker to the region's own database. */
  async writeDatabase(region: string, marker: string): Promise<void> {
    await this.ask(this.place({ region }, "database-marker"), { "x-redoubt-key": await this.key() }, marker);
  }

  /** The newest marker of the region's own database. */
  async readDatabase(region: string): Promise<string | null> {
    return (await this.ask(this.place({ region }, "database-marker"), { "x-redoubt-key": await this.key() })).marker;
  }

  /**
   * Whether a marker written to `from`'s database comes to be read on `to`'s. It is on its way for a while even when nothing is
   * behind: looked at once, a replica that is merely far away would never have caught up.
   */
  async replicates(from: string, to: string, clock: Pick<Clock, "sleep">): Promise<boolean> {
    const marker = `caught-up ${randomUUID()}`;
    await this.writeDatabase(from, marker);
    for (let look = 1; look <= LOOKS; look++) {
      if ((await this.readDatabase(to)) === marker) return true;
      await clock.sleep(LOOK_PAUSE_MS);
    }
    return false;
  }

  private async ask(place: string, headers: Record<string, string>, marker?: string): Promise<Marker> {
    const answer = await this.request(place, {
      method: marker === undefined ? "GET" : "POST",
      headers: { ...headers, ...(marker !== undefined && { "content-type": "application/json" }) },
      body: marker === undefined ? undefined : JSON.stringify({ marker }),
      redirect: "error",
      signal: AbortSignal.timeout(REQUEST_SECONDS * 1000),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${place}: got ${answer.status} ${text.slice(0, 200)}`);
    return parseMarker(place, text);
  }

  private place(via: ProbeVia, what = "marker"): string {
    if (via === "edge") return new URL(`/redoubt/${what}`, this.deployment.url).href;
    if (!(via.region in this.deployment.regions)) throw new Refused(`region ${via.region}: not deployed`);
    return new URL(`${REGION_PATH}${via.region}/${what}`, this.deployment.url).href;
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
