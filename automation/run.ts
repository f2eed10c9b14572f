import { EventEmitter, on } from "node:events";
import type { WorkspaceEvent } from "./events";

/**
 * An operation under way: iterate over it for its events, as they come, from its beginning; await it for its result.
 * A failing stack is a result; awaiting rejects with UserError alone, for faults that keep the operation from beginning.
 */
export class Run<T> implements PromiseLike<T>, AsyncIterable<WorkspaceEvent> {
  private readonly emitter = new EventEmitter();
  private readonly events = on(this.emitter, "event", { close: ["end"] });
  private readonly result: Promise<T>;

  /** @param work tells its events through `tell` */
  constructor(work: (tell: (event: WorkspaceEvent) => void) => Promise<T>) {
    this.result = work((event) => this.emitter.emit("event", event)).finally(() => this.emitter.emit("end"));
    // Whoever reads the events first learns of a fault when the result is awaited, and not as an unhandled rejection.
    this.result.catch(() => undefined);
  }

  // biome-ignore lint/suspicious/noThenProperty: it is awaited for its result
  then<A = T, B = never>(
    fulfilled?: ((result: T) => A | PromiseLike<A>) | null,
    rejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    return this.result.then(fulfilled, rejected);
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<WorkspaceEvent> {
    for await (const [event] of this.events) yield event as WorkspaceEvent;
  }
}
