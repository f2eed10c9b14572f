import { Denied, InvalidCredentials, Refused } from "../../protocol/ports";

/**
 * How long after the first call another endpoint may be called, seconds. Three calls of 3 s (table-client.ts) and two of 9 s (bounded.ts)
 * begin within it.
 */
const FURTHER_SECONDS = 10;

/** No endpoint answered; `errors` has the error of each, in the order of the calls. */
export class NoEndpointAnswered extends AggregateError {
  override name = "NoEndpointAnswered";
}

/**
 * A service's regional endpoints, of which any one will do. The endpoint that answered last is called first, so that an endpoint without
 * an answer costs one time-out and not one in each call.
 */
export class Endpoints {
  private regions: readonly string[];

  /**
   * @param subject what is reached through the endpoints, for error messages
   * @param now the wall clock, milliseconds: a monotonic one stops while its machine is suspended
   */
  constructor(
    private readonly subject: string,
    regions: readonly string[],
    private readonly now: () => number = Date.now,
  ) {
    this.regions = regions;
  }

  /**
   * Calls one endpoint after the other until one answers. After 10 s no other endpoint is called: what the caller checked before the
   * call may have changed while its machine was suspended.
   * @param isAnswer whether an error is an answer, which no other endpoint changes
   * @throws NoEndpointAnswered when none answers; Denied when all of them deny the call
   */
  async first<T>(call: (region: string) => Promise<T>, isAnswer = (_: unknown): boolean => false): Promise<T> {
    const errors: Error[] = [];
    let denied: Denied | undefined;
    const until = this.now() + FURTHER_SECONDS * 1000;
    for (const region of this.regions) {
      if (errors.length > 0 && this.now() >= until) {
        errors.push(new Error(`${region}: not called, because more than ${FURTHER_SECONDS} s have passed`));
        continue;
      }
      try {
        const result = await call(region);
        this.prefer(region);
        return result;
      } catch (error) {
        if (error instanceof Refused || error instanceof InvalidCredentials) throw error;
        if (isAnswer(error)) {
          this.prefer(region);
          throw error;
        }
        if (error instanceof Denied) denied = error;
        errors.push(new Error(`${region}: ${textOf(error)}`, { cause: error }));
      }
    }
    if (denied && errors.every(({ cause }) => cause instanceof Denied)) throw denied;
    const faults = errors.map(({ message }) => message).join("; ");
    throw new NoEndpointAnswered(errors, `${this.subject}: no endpoint answered (${faults})`);
  }

  private prefer(region: string): void {
    if (this.regions[0] !== region) this.regions = [region, ...this.regions.filter((other) => other !== region)];
  }
}

function textOf(error: unknown): string {
  return error instanceof Error ? `${error.name} ${error.message}`.trim() : String(error);
}
