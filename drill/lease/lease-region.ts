import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { postJson } from "../network/post-json";
import { listen } from "../processes/free-port";
import type { Random } from "../random";
import { Acceptor, type Ballot } from "./acceptor";
import { type Change, type Peer, Proposer } from "./proposer";
import { type Item, type ItemRequest, itemOf, renewal } from "./table-item";

/** How long one lease region waits for another, in milliseconds. */
const PEER_TIMEOUT = 1500;

/**
 * One of the lease regions, over HTTP: `POST /read {key}`, `POST /write {key, expected, next}` for clients, and what the
 * lease regions ask of each other; and GetItem and UpdateItem as DynamoDB answers the lease agent. It reads and writes with a majority or answers 503: cut off from the others it refuses,
 * as a replica of a DynamoDB table with multi-Region strong consistency does.
 */
export class LeaseRegion {
  port = 0;
  private readonly acceptor = new Acceptor();
  private readonly server: Server;
  private proposer: Proposer | undefined;

  constructor(readonly name: string) {
    this.server = createServer((request, response) => {
      this.answer(request, response).catch((error: Error) => reply(response, 503, { message: error.message }));
    });
  }

  async open(): Promise<void> {
    this.port = await listen(this.server);
  }

  /** @param ports of the links to the other lease regions */
  join(ports: readonly number[], random: Random): void {
    const self: Peer = {
      prepare: async (key, ballot) => this.acceptor.prepare(key, ballot),
      accept: async (key, ballot, value) => this.acceptor.accept(key, ballot, value),
    };
    const others = ports.map((port): Peer => {
      return {
        prepare: (key, ballot) => postJson(port, "/prepare", { key, ballot }, PEER_TIMEOUT),
        accept: (key, ballot, value) => postJson(port, "/accept", { key, ballot, value }, PEER_TIMEOUT),
      };
    });
    this.proposer = new Proposer(this.name, [self, ...others], random, sleep);
  }

  close(): void {
    this.server.close();
    this.server.closeAllConnections();
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const content = await bodyOf(request);
    const operation = request.headers["x-amz-target"];
    if (operation !== undefined)
      return reply(response, 200, await this.item(String(operation), content as ItemRequest));
    const { key, ballot, value, expected, next } = content as Body;
    switch (request.url) {
      case "/prepare":
        return reply(response, 200, this.acceptor.prepare(key, ballot));
      case "/accept":
        return reply(response, 200, this.acceptor.accept(key, ballot, value));
      case "/read":
        return reply(response, 200, await this.apply(key, () => null));
      case "/write":
        return reply(response, 200, await this.apply(key, (now) => (now === expected ? next : null)));
      default:
        return reply(response, 404, { message: `no ${request.url} here` });
    }
  }

  /** What the deployed lease agent asks of DynamoDB. */
  private async item(operation: string, asked: ItemRequest): Promise<{ Item?: Item }> {
    const change = operation.endsWith(".UpdateItem") ? renewal(asked) : () => null;
    const { value } = await this.apply(asked.Key.pk.S, change);
    const item = itemOf(value);
    return operation.endsWith(".GetItem") && item !== null ? { Item: item } : {};
  }

  private apply(key: string, change: Change): ReturnType<Proposer["apply"]> {
    if (this.proposer === undefined) throw new Error(`lease region ${this.name} has not joined the others`);
    return this.proposer.apply(key, change);
  }
}

interface Body {
  key: string;
  ballot: Ballot;
  value: string;
  expected: string | null;
  next: string;
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString());
}

function reply(response: ServerResponse, status: number, content: unknown): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(content));
}
