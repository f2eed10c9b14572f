import { EventEmitter, once } from "node:events";
import { createConnection, createServer, type Server, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { listen } from "../processes/free-port";
import type { Random } from "../random";

/**
 * open: data arrives. silent: data is held back and no error is reported, as when a region or the network to it is lost; it arrives when
 * the link opens again. degraded: slow, with connections that break at random.
 */
export type LinkState = "open" | "silent" | "degraded";

/** A degraded link delays each message by up to `delayMilliseconds` and breaks the connection with `breakProbability`. */
export interface Degradation {
  readonly delayMilliseconds: number;
  readonly breakProbability: number;
}

/** A TCP address. Port 0 refuses connections. */
export interface Address {
  readonly host: string;
  readonly port: number;
}

/** The current address of a service, or its port on the loopback interface. A database has a new one after each start. */
export type Target = () => Address | number;

interface Pair {
  near: Socket;
  far: Socket;
  /** One side closed while the link was silent, so the other side could not be notified. */
  broken: boolean;
}

/** A proxy, on its own port, for connections from one site to one service. */
export class Link {
  port = 0;
  private current: LinkState = "open";
  private readonly pairs = new Set<Pair>();
  /** Connections to the service that `dial` opened before its caller's connection to this proxy. */
  private readonly dialled: Socket[] = [];
  private readonly server: Server;
  private readonly changes = new EventEmitter().setMaxListeners(0);

  /**
   * @param random draws the delays and breaks of a degraded link
   * @param latency of every message, in milliseconds
   */
  constructor(
    private readonly target: Target,
    private readonly degradation: Degradation,
    private readonly random: Random,
    private readonly latency: number,
  ) {
    // Half-open connections are not supported, because a silent link would have to preserve them.
    this.server = createServer({ pauseOnConnect: true, noDelay: true }, (near) => this.accept(near));
  }

  /** @param host the address to listen on */
  async open(host?: string): Promise<void> {
    this.port = await listen(this.server, host);
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
    this.changes.emit("reopened");
    for (const pair of this.pairs) {
      if (pair.broken) this.drop(pair);
      else for (const socket of [pair.near, pair.far]) socket.resume();
    }
  }

  /**
   * Resolves as soon as the link is not silent.
   * @throws Error when the signal fires first
   */
  async reachable(signal?: AbortSignal): Promise<void> {
    while (this.current === "silent") await once(this.changes, "reopened", { signal });
  }

  /**
   * Opens a connection for a caller in this process. Unlike a connection to the port, it is refused when the service refuses it.
   * It stays pending while the link is silent, until the signal fires.
   */
  async dial(signal: AbortSignal): Promise<Socket> {
    await this.reachable(signal);
    const far = await connected(this.target());
    this.dialled.push(far);
    try {
      const near = await connected(this.port);
      return near.once("close", () => this.discard(far));
    } catch (error) {
      this.discard(far);
      throw error;
    }
  }

  /** Ends a connection to the service that no accepted connection uses, so that no later one is given an old connection. */
  private discard(far: Socket): void {
    const index = this.dialled.indexOf(far);
    if (index >= 0) this.dialled.splice(index, 1)[0]?.destroy();
  }

  /**
   * Calls a service within this process as if over the link: request and response are delayed or lost like any message.
   * @throws Error when the link breaks or the call times out; the service may have acted nevertheless
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
    // The kernel has accepted the connection. A silent link carries nothing further.
    await this.reachable();
    if (near.destroyed) return;
    const far = this.dialled.shift() ?? connection(this.target());
    const pair: Pair = { near, far, broken: false };
    this.pairs.add(pair);
    this.carry(pair, near, far);
    this.carry(pair, far, near);
    near.resume();
  }

  private carry(pair: Pair, from: Socket, to: Socket): void {
    // Keep the order: waiting chunks are delivered before later ones.
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
    // "close" follows every error.
    from.on("error", () => undefined);
    from.on("close", () => {
      if (this.current === "silent") pair.broken = true;
      // Not half-closed: a service that still works on the request would keep the connection open.
      else last.then(() => to.destroySoon());
      if (to.closed) this.pairs.delete(pair);
    });
  }

  private awaitDrain(from: Socket, to: Socket): void {
    from.pause();
    to.once("drain", () => {
      if (this.current !== "silent") from.resume();
    });
  }

  /** Delivers a message after its latency, a random delay when the link is degraded, and not before a silent link reopens. */
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

  /** Delays one message; rejects when the message breaks the connection or when the signal fires first. */
  private async pass(signal?: AbortSignal): Promise<void> {
    if (this.current === "degraded") {
      await sleep(this.random.next() * this.degradation.delayMilliseconds);
      if (this.random.next() < this.degradation.breakProbability) throw new Error("the link broke the connection");
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

function connection(target: Address | number): Socket {
  const address = typeof target === "number" ? { host: "127.0.0.1", port: target } : target;
  const socket = createConnection({ ...address, noDelay: true });
  // Users listen for errors, or for "close", themselves; this listener handles errors that occur before they do.
  socket.on("error", () => undefined);
  return socket;
}

async function connected(target: Address | number): Promise<Socket> {
  const socket = connection(target);
  await once(socket, "connect");
  return socket;
}
