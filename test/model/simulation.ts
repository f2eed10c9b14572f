/** Virtual time: events run in order, without waiting. */
export class Simulation {
  /** True time, in milliseconds. */
  now = 0;
  private readonly queue: Event[] = [];
  private order = 0;
  private resumed = true;
  private failure: { error: unknown } | null = null;

  /** Schedules `run` in `delay` milliseconds, rounded up. Returns a function that cancels it. */
  after(delay: number, run: () => void): () => void {
    const event: Event = { at: this.now + Math.max(0, Math.ceil(delay)), order: this.order++, run };
    this.push(event);
    return () => {
      event.run = null;
    };
  }

  /** Called by events that settle a promise: what awaits it runs before the next event. */
  resume(settle: () => void): void {
    this.resumed = true;
    settle();
  }

  /** Ends the run with an unexpected error. */
  fail(error: unknown): void {
    this.failure ??= { error };
  }

  /** Runs events until `done`, with `observe` after each. False if the time limit came first. */
  async run(done: () => boolean, limit: number, observe: () => void): Promise<boolean> {
    for (;;) {
      if (this.resumed) {
        this.resumed = false;
        // A tick follows once no promise is left to continue, and costs no round of the event loop.
        await new Promise<void>((resolve) => process.nextTick(resolve));
      }
      if (this.failure !== null) throw this.failure.error;
      if (done()) return true;
      if ((this.queue[0]?.at ?? Number.POSITIVE_INFINITY) > limit) {
        this.now = limit;
        return false;
      }
      const event = this.pop();
      if (event === undefined || event.run === null) continue;
      this.now = event.at;
      event.run();
      observe();
    }
  }

  private push(event: Event): void {
    const { queue } = this;
    let index = queue.length;
    queue.push(event);
    while (index > 0) {
      const parent = (index - 1) >> 1;
      const above = queue[parent];
      if (above === undefined || !before(event, above)) break;
      queue[index] = above;
      index = parent;
    }
    queue[index] = event;
  }

  private pop(): Event | undefined {
    const { queue } = this;
    const first = queue[0];
    const last = queue.pop();
    if (first === undefined || last === undefined || queue.length === 0) return first;
    let index = 0;
    for (;;) {
      let child = 2 * index + 1;
      let least = queue[child];
      if (least === undefined) break;
      const right = queue[child + 1];
      if (right !== undefined && before(right, least)) {
        child += 1;
        least = right;
      }
      if (!before(least, last)) break;
      queue[index] = least;
      index = child;
    }
    queue[index] = last;
    return first;
  }
}

interface Event {
  at: number;
  order: number;
  run: (() => void) | null;
}

function before(one: Event, other: Event): boolean {
  return one.at < other.at || (one.at === other.at && one.order < other.order);
}
