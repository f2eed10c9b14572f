import { type IncomingHttpHeaders, request } from "node:http";
import type { Link } from "../network/link";
import { NotConnected, OriginAgent } from "./origin-agent";

/** An origin's settings in the distribution, in seconds, within the limits that CloudFront sets. */
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

/** What an origin answered, or how it did not. */
export type OriginAnswer =
  | { readonly kind: "answered"; readonly status: number; readonly headers: IncomingHttpHeaders; readonly body: Buffer }
  /** refused and unanswered: no connection. silent: a connection, and nothing within the response timeout. dropped: broken off. */
  | { readonly kind: "refused" | "unanswered" | "silent" | "dropped" };

/**
 * An origin as CloudFront goes to it. A connection is tried `connectionAttempts` times; an origin that does not respond is
 * asked as often for GET and HEAD, and never again for another method.
 * (CloudFront Developer Guide, RequestAndResponseBehaviorCustomOrigin: origin connection timeout and attempts, origin
 * response timeout.)
 */
export class Origin {
  private readonly agent: OriginAgent;

  constructor(
    link: Link,
    private readonly settings: OriginSettings,
  ) {
    this.agent = new OriginAgent(link, settings.connectionTimeout * 1000);
  }

  async ask(asked: OriginRequest): Promise<OriginAnswer> {
    const asksAgain = asked.method === "GET" || asked.method === "HEAD";
    for (let attempt = 1; ; attempt++) {
      const answer = await this.attempt(asked);
      const again =
        answer.kind === "refused" || answer.kind === "unanswered" || (answer.kind === "silent" && asksAgain);
      if (!again || attempt >= this.settings.connectionAttempts) return answer;
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
      // From the forwarding of the request to the first packet, and from each packet to the next.
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
