import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Routing, ViewerRequest } from "../../../router/sandbox";
import { listen } from "../processes/free-port";
import { type Behaviour, behave, type EdgeAnswer } from "./behaviour";
import type { Origin, OriginRequest } from "./origin";

/** One of the edge's locations: the function runs here, over this location's copy of the store, and what it decides is done. */
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
      this.serve(request, response).catch(() => response.writeHead(500).end());
    });
  }

  /** Listens, for probes; the load calls `answer` itself, which spares a network stack between two parts of one process. */
  async open(): Promise<void> {
    this.port = await listen(this.server);
  }

  answer(request: OriginRequest): Promise<EdgeAnswer> {
    return behave(this.behaviour, this.origins, this.route, request);
  }

  close(): void {
    this.server.close();
    this.server.closeAllConnections();
    for (const origin of this.origins.values()) origin.close();
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { method = "GET", url: path = "/", headers } = request;
    const {
      status,
      headers: answered,
      body,
    } = await this.answer({ method, path, headers, body: Buffer.concat(chunks) });
    const { connection: _, "keep-alive": __, "transfer-encoding": ___, ...kept } = answered;
    response.writeHead(status, { ...kept, "content-length": body.length }).end(body);
  }
}
