import { Agent, type ClientRequestArgs } from "node:http";
import type { Duplex } from "node:stream";
import type { Link } from "../network/link";

/** The connection to the origin was refused or timed out. */
export class NotConnected extends Error {
  constructor(readonly timedOut: boolean) {
    super(timedOut ? "the origin did not answer within the connection timeout" : "the origin refused the connection");
  }
}

/** Keep-alive connections to one origin over its link. A new connection fails after the timeout. */
export class OriginAgent extends Agent {
  constructor(
    private readonly link: Link,
    private readonly timeoutMilliseconds: number,
  ) {
    super({ keepAlive: true });
  }

  override createConnection(_: ClientRequestArgs, created: (error: Error | null, stream: Duplex) => void): undefined {
    // Node's types require a stream beside an error; its code ignores it.
    const failed = (error: NotConnected) => (created as (error: Error) => void)(error);
    const timeout = new AbortController();
    const timer = setTimeout(() => {
      timeout.abort();
      failed(new NotConnected(true));
    }, this.timeoutMilliseconds);
    this.link
      .dial(timeout.signal)
      .finally(() => clearTimeout(timer))
      .then(
        (socket) => {
          if (timeout.signal.aborted) socket.destroy();
          else created(null, socket);
        },
        () => {
          if (!timeout.signal.aborted) failed(new NotConnected(false));
        },
      );
  }
}
