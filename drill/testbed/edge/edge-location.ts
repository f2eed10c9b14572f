import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Routing, ViewerRequest } from "../../../router/sandbox";
import { listen } from "../processes/free-port";
import type { EdgeAnswer } from "./answer";
import { type Behaviour, behave } from "./behaviour";
import type { Origin, OriginRequest } from "./origin";

/** An edge location: runs the router function on its own copy of the store and forwards requests as the function decides. */
export class EdgeLocation {
  port = 0;
  private readonly server: Server;

  constructor(
    private readonly behaviour: Behaviour,
    private readonly origins: ReadonlyMap<string, Origin>,
    private readonly route: (request: ViewerRequest) => Promise<Routing>,
  ) {
    this.server = createServer((request, response) => {
      // An exception here corresponds to an internal error of CloudFront.
      this.serve(request, response).catch(() => response.writeHead(500).end());
    });
  }

  /** Listens on a port for probes. The load calls `answer` directly, which saves a network round trip within the process. */
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
      headers: originHeaders,
      body,
    } = await this.answer({ method, path, headers, body: Buffer.concat(chunks) });
    const { connection: _, "keep-alive": __, "transfer-encoding": ___, ...forwarded } = originHeaders;
    response.writeHead(status, { ...forwarded, "content-length": body.length }).end(body);
  }
}
