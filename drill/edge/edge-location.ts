import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Routing, ViewerRequest } from "../../edge/sandbox";
import { listen } from "../processes/free-port";
import { type Behaviour, behave } from "./behaviour";
import type { Origin } from "./origin";

/** Says who made the answer, for the load's account. */
export const ANSWERED_BY = "x-drill-answered-by";

/** One of the edge's locations: clients connect here; the function runs here, over this location's copy of the store. */
export class EdgeLocation {
  port = 0;
  private readonly server: Server;

  constructor(
    private readonly behaviour: Behaviour,
    private readonly origins: ReadonlyMap<string, Origin>,
    private readonly route: (request: ViewerRequest) => Promise<Routing>,
  ) {
    this.server = createServer((request, response) => {
      // Whatever goes wrong in here would be CloudFront's own error.
      this.answer(request, response).catch(() => response.writeHead(500).end());
    });
    // A connection that the client is about to use again must not end under it.
    this.server.keepAliveTimeout = 120_000;
  }

  async open(): Promise<void> {
    this.port = await listen(this.server);
  }

  close(): void {
    this.server.close();
    this.server.closeAllConnections();
    for (const origin of this.origins.values()) origin.close();
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { method = "GET", url: path = "/", headers } = request;
    const asked = { method, path, headers, body: Buffer.concat(chunks) };
    const { status, headers: answered, body, by } = await behave(this.behaviour, this.origins, this.route, asked);
    const { connection: _, "transfer-encoding": __, ...kept } = answered;
    response.writeHead(status, { ...kept, "content-length": body.length, [ANSWERED_BY]: by }).end(body);
  }
}
