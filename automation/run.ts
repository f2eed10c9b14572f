import { EventEmitter, on } from "node:events";

/**
 * An operation under way. Iterate over it for its events, from the first one on; await it for its result.
 * A failed stack or step is part of the result. Awaiting rejects only with UserError, for errors that prevent the operation from starting.
 */
export class Run<Result, Event> implements PromiseLike<Result>, AsyncIterable<Event> {
  private readonly emitter = new EventEmitter();
  private readonly events = on(this.emitter, "event", { close: ["end"] });
  private readonly result: Promise<Result>;

  /** @param work reports its events through `emit` */
  constructor(work: (emit: (event: Event) => void) => Promise<Result>) {
    this.result = work((event) => this.emitter.emit("event", event)).finally(() => this.emitter.emit("end"));
    // A caller that reads the events first gets the error when it awaits the result, not as an unhandled rejection.
    this.result.catch(() => undefined);
  }

  // biome-ignore lint/suspicious/noThenProperty: awaiting a run gives its result
  then<A = Result, B = never>(
    fulfilled?: ((result: Result) => A | PromiseLike<A>) | null,
    rejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    return this.result.then(fulfilled, rejected);
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Event> {
    for await (const [event] of this.events) yield event as Event;
  }
}
