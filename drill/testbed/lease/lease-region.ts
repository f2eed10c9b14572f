import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import type { Item } from "../../../failover/protocol/lease-item";
import type { Link } from "../network/link";
import { listen } from "../processes/free-port";
import type { Random } from "../random";
import { Acceptor } from "./acceptor";
import { type Change, type Peer, Proposer } from "./proposer";
import { type ItemRequest, itemOf, renewal } from "./table-item";

/** Time limit for a call from one lease region to another, in milliseconds. */
const PEER_TIMEOUT = 1000;

/**
 * A lease region. It reads and writes only with a majority of the lease regions; a region that is cut off refuses, as does a replica of a
 * DynamoDB table with multi-Region strong consistency. Controllers run in this process and call it directly. Lease agents are
 * separate processes and send GetItem and UpdateItem to its port, as to DynamoDB.
 */
export class LeaseRegion {
  port = 0;
  private readonly acceptor = new Acceptor();
  private readonly server: Server;
  private proposer: Proposer | undefined;

  constructor(readonly name: string) {
    this.server = createServer((request, response) => {
      this.answer(request).then(
        (answer) => reply(response, 200, answer),
        (error: Error) => reply(response, 503, { message: error.message }),
      );
    });
  }

  async open(): Promise<void> {
    this.port = await listen(this.server);
  }

  /** Connects it to the other lease regions, each over its link. */
  join(others: readonly { link: Link; region: LeaseRegion }[], random: Random): void {
    const distant = others.map(({ link, region }): Peer => {
      return {
        prepare: (key, ballot) => link.call(PEER_TIMEOUT, () => region.acceptor.prepare(key, ballot)),
        accept: (key, ballot, value) => link.call(PEER_TIMEOUT, () => region.acceptor.accept(key, ballot, value)),
      };
    });
    const self: Peer = {
      prepare: async (key, ballot) => this.acceptor.prepare(key, ballot),
      accept: async (key, ballot, value) => this.acceptor.accept(key, ballot, value),
    };
    this.proposer = new Proposer(this.name, [self, ...distant], random, sleep);
  }

  /** Applies a change by agreement with the other lease regions; see `Proposer.apply`. */
  async apply(key: string, change: Change): ReturnType<Proposer["apply"]> {
    if (this.proposer === undefined) throw new Error(`lease region ${this.name} has not joined the others`);
    return this.proposer.apply(key, change);
  }

  close(): void {
    this.server.close();
    this.server.closeAllConnections();
  }

  private async answer(request: IncomingMessage): Promise<{ Item?: Item }> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const call = JSON.parse(Buffer.concat(chunks).toString()) as ItemRequest;
    const reads = String(request.headers["x-amz-target"]).endsWith(".GetItem");
    const { value } = await this.apply(call.Key.pk.S, reads ? () => null : renewal(call));
    const item = itemOf(value);
    return reads && item !== null ? { Item: item } : {};
  }
}

function reply(response: ServerResponse, status: number, content: unknown): void {
  response.writeHead(status, { "content-type": "application/x-amz-json-1.0" }).end(JSON.stringify(content));
}
