import { Agent, type ClientRequestArgs } from "node:http";
import type { Duplex } from "node:stream";
import type { Link } from "../network/link";

/** No connection to the origin: refused, or not answered within the connection timeout. */
export class NotConnected extends Error {
  constructor(readonly timedOut: boolean) {
    super(timedOut ? "the origin did not answer within the connection timeout" : "the origin refused the connection");
  }
}

/** Connections to one origin over its link, kept for later requests; a new one is waited for no longer than the timeout. */
export class OriginAgent extends Agent {
  constructor(
    private readonly link: Link,
    private readonly timeoutMilliseconds: number,
  ) {
    super({ keepAlive: true });
  }

  override createConnection(_: ClientRequestArgs, created: (error: Error | null, stream: Duplex) => void): undefined {
    // Node's types want a stream beside an error; its code does not look at it.
    const failed = (error: NotConnected) => (created as (error: Error) => void)(error);
    const patience = new AbortController();
    const timer = setTimeout(() => {
      patience.abort();
      failed(new NotConnected(true));
    }, this.timeoutMilliseconds);
    this.link
      .dial(patience.signal)
      .finally(() => clearTimeout(timer))
      .then(
        (socket) => {
          if (patience.signal.aborted) socket.destroy();
          else created(null, socket);
        },
        () => {
          if (!patience.signal.aborted) failed(new NotConnected(false));
        },
      );
  }
}
