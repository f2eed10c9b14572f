import { EventEmitter, once } from "node:events";
import { createConnection, createServer, type Server, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { listen } from "../processes/free-port";
import type { Random } from "../random";

/**
 * open: what is sent arrives. silent: nothing arrives and nobody is told, as when a region or the way to it is gone; what
 * was under way arrives should it open again. sick: slow, and breaking off at random.
 */
export type LinkState = "open" | "silent" | "sick";

/** How a sick link behaves: each message is late by up to `delayMilliseconds`, and breaks the connection with `breakProbability`. */
export interface Sickness {
  readonly delayMilliseconds: number;
  readonly breakProbability: number;
}

interface Pair {
  near: Socket;
  far: Socket;
  /** One side has gone while the link was silent, so that the other could not hear of it. */
  broken: boolean;
}

/** One direction in which connections are opened, from one zone to one service: a proxy on a port of its own. */
export class Link {
  port = 0;
  private current: LinkState = "open";
  private readonly pairs = new Set<Pair>();
  /** Connections to the service that were made for a caller of `dial` before its own end was. */
  private readonly dialled: Socket[] = [];
  private readonly server: Server;
  private readonly changes = new EventEmitter().setMaxListeners(0);

  /**
   * @param target the service's port as it is at the moment of a connection (a database gets another at each start)
   * @param random draws the delays and breaks of a sick link
   * @param latency of every message while the link is well, in milliseconds
   */
  constructor(
    private readonly target: () => number,
    private readonly sickness: Sickness,
    private readonly random: Random,
    private readonly latency: number,
  ) {
    // Half-open connections matter to nobody here, and would have to be handed through a silent link as well.
    this.server = createServer({ pauseOnConnect: true, noDelay: true }, (near) => this.accept(near));
  }

  async open(): Promise<void> {
    this.port = await listen(this.server);
  }

  get state(): LinkState {
    return this.current;
  }

  set state(next: LinkState) {
    const before = this.current;
    if (next === before) return;
    this.current = next;
    if (next === "silent") {
      for (const { near, far } of this.pairs) for (const socket of [near, far]) socket.pause();
      return;
    }
    if (before !== "silent") return;
    this.changes.emit("heard");
    for (const pair of this.pairs) {
      if (pair.broken) this.drop(pair);
      else for (const socket of [pair.near, pair.far]) socket.resume();
    }
  }

  /**
   * Resolves when what is sent arrives: at once, or when the link is silent no more.
   * @throws Error when the signal fires before
   */
  async reachable(signal?: AbortSignal): Promise<void> {
    while (this.current === "silent") await once(this.changes, "heard", { signal });
  }

  /**
   * A connection to the service, for callers in this process: unlike one to the port, it is refused when the service's is.
   * Stays pending while the link is silent, until the signal fires.
   */
  async dial(signal: AbortSignal): Promise<Socket> {
    await this.reachable(signal);
    this.dialled.push(await connected(this.target()));
    return connected(this.port);
  }

  /**
   * Asks a service that is in this process, as if over the link: the question and the answer are under way like any message.
   * @throws Error when the link breaks off, or when it takes longer; it may have been acted on all the same
   */
  async call<T>(milliseconds: number, act: () => T | Promise<T>): Promise<T> {
    const signal = AbortSignal.timeout(milliseconds);
    await this.pass(signal);
    const answer = await act();
    await this.pass(signal);
    return answer;
  }

  close(): void {
    this.server.close();
    for (const socket of this.dialled) socket.destroy();
    for (const pair of this.pairs) this.drop(pair);
  }

  private async accept(near: Socket): Promise<void> {
    near.on("error", () => undefined);
    // The kernel has taken the connection; through a silent link nothing more is heard of it.
    await this.reachable();
    const far = this.dialled.shift() ?? connection(this.target());
    if (near.destroyed) {
      far.destroy();
      return;
    }
    const pair: Pair = { near, far, broken: false };
    this.pairs.add(pair);
    this.carry(pair, near, far);
    this.carry(pair, far, near);
    near.resume();
  }

  private carry(pair: Pair, from: Socket, to: Socket): void {
    // What waits goes in order, and before what comes later.
    let last = Promise.resolve();
    let waiting = 0;
    from.on("data", (chunk) => {
      if (this.current === "open" && waiting === 0 && this.latency === 0) {
        if (!to.write(chunk)) this.awaitDrain(from, to);
        return;
      }
      waiting++;
      const due = performance.now() + this.latency;
      last = last.then(() => this.deliver(pair, to, chunk, due)).finally(() => waiting--);
    });
    // An error is followed by "close".
    from.on("error", () => undefined);
    from.on("close", () => {
      if (this.current === "silent") pair.broken = true;
      else last.then(() => to.end());
      if (to.closed) this.pairs.delete(pair);
    });
  }

  private awaitDrain(from: Socket, to: Socket): void {
    from.pause();
    to.once("drain", () => {
      if (this.current !== "silent") from.resume();
    });
  }

  /** A message that is on its way for a while: longer when the link is sick, and until it is heard when it is silent. */
  private async deliver(pair: Pair, to: Socket, chunk: Buffer, due: number): Promise<void> {
    const early = due - performance.now();
    if (early > 0) await sleep(early);
    try {
      await this.pass();
      if (!to.destroyed) to.write(chunk);
    } catch {
      this.drop(pair);
    }
  }

  /** One message's way; rejects when it breaks the link off, or when the signal fires first. */
  private async pass(signal?: AbortSignal): Promise<void> {
    if (this.current === "sick") {
      await sleep(this.random.next() * this.sickness.delayMilliseconds);
      if (this.random.next() < this.sickness.breakProbability) throw new Error("the link broke off");
    }
    await this.reachable(signal);
    signal?.throwIfAborted();
  }

  private drop(pair: Pair): void {
    this.pairs.delete(pair);
    pair.near.destroy();
    pair.far.destroy();
  }
}

function connection(port: number): Socket {
  const socket = createConnection({ port, host: "127.0.0.1", noDelay: true });
  // Whoever uses it hears of an error, or of "close" after it; before that nobody does.
  socket.on("error", () => undefined);
  return socket;
}

async function connected(port: number): Promise<Socket> {
  const socket = connection(port);
  await once(socket, "connect");
  return socket;
}
