import { type IncomingHttpHeaders, request } from "node:http";
import type { Link } from "../network/link";
import { NotConnected, OriginAgent } from "./origin-agent";

/** An origin's settings in the distribution: timeouts in seconds, within CloudFront's limits. */
export interface OriginSettings {
  /** 1 to 3; CloudFront's default is 3. */
  readonly connectionAttempts: number;
  /** 1 to 10; CloudFront's default is 10. */
  readonly connectionTimeout: number;
  /** 1 to 120; CloudFront's default is 30. */
  readonly responseTimeout: number;
}

export interface OriginRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** An origin's response, or the way in which the request failed. */
export type OriginAnswer =
  | { readonly kind: "answered"; readonly status: number; readonly headers: IncomingHttpHeaders; readonly body: Buffer }
  /** refused, unanswered: no connection. silent: no response within the timeout. dropped: the connection broke. */
  | { readonly kind: "refused" | "unanswered" | "silent" | "dropped" };

/**
 * Sends requests to an origin as CloudFront does. It tries to connect `connectionAttempts` times. It repeats GET and HEAD requests that time
 * out as often, and never other methods. (CloudFront Developer Guide, RequestAndResponseBehaviorCustomOrigin: origin connection
 * timeout and attempts, origin response timeout.)
 */
export class Origin {
  private readonly agent: OriginAgent;

  constructor(
    link: Link,
    private readonly settings: OriginSettings,
  ) {
    this.agent = new OriginAgent(link, settings.connectionTimeout * 1000);
  }

  async send(request: OriginRequest): Promise<OriginAnswer> {
    const repeatable = request.method === "GET" || request.method === "HEAD";
    for (let attempt = 1; ; attempt++) {
      const answer = await this.attempt(request);
      const retry =
        answer.kind === "refused" || answer.kind === "unanswered" || (answer.kind === "silent" && repeatable);
      if (!retry || attempt >= this.settings.connectionAttempts) return answer;
    }
  }

  close(): void {
    this.agent.destroy();
  }

  private attempt({ method, path, headers, body }: OriginRequest): Promise<OriginAnswer> {
    return new Promise((resolve) => {
      const sent = request({ method, path, headers, agent: this.agent });
      const timeout = this.settings.responseTimeout * 1000;
      let timer: NodeJS.Timeout | undefined;
      const settle = (answer: OriginAnswer) => {
        clearTimeout(timer);
        resolve(answer);
      };
      // The response timeout applies to the first packet and to each further one.
      const wait = () => {
        clearTimeout(timer);
        timer = setTimeout(() => {
          settle({ kind: "silent" });
          sent.destroy();
        }, timeout);
      };
      sent.on("socket", wait);
      sent.on("error", (error) => {
        if (error instanceof NotConnected) settle({ kind: error.timedOut ? "unanswered" : "refused" });
        else settle({ kind: "dropped" });
      });
      sent.on("response", (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => {
          chunks.push(chunk);
          wait();
        });
        response.on("end", () =>
          settle({
            kind: "answered",
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(chunks),
          }),
        );
        response.on("error", () => settle({ kind: "dropped" }));
      });
      sent.end(body);
    });
  }
}
