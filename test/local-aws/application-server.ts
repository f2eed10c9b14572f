import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { EdgePort } from "../../failover/protocol/ports";

/**
 * The edge and the regions' applications in one server, as far as probes use them. A request goes to the region in its path, otherwise
 * to the one in the key-value store. Databases replicate as `replicates` returns.
 */
export class ApplicationServer {
  private readonly databases = new Map<string, string>();
  /** The port from which the edge's target region is read, once the routing store exists. */
  edge: Pick<EdgePort, "read"> | undefined;
  /** Regions that do not answer: the edge responds with 503. */
  lost: readonly string[] = [];

  private constructor(
    private readonly server: Server,
    /** The regions whose databases replicate a region's database. */
    public replicates: (from: string) => readonly string[],
  ) {}

  static async start(replicates: (from: string) => readonly string[] = () => []): Promise<ApplicationServer> {
    const server = createServer();
    const application = new ApplicationServer(server, replicates);
    server.on("request", (request, response) => {
      application.answer(request, response).catch((error) => response.writeHead(500).end(String(error)));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return application;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = "";
    for await (const chunk of request) body += chunk;
    if (request.url?.endsWith("/invocations")) {
      response.end(JSON.stringify(this.invoke(regionOf(request), JSON.parse(body))));
      return;
    }
    const [, region = (await this.edge?.read())?.active ?? "nowhere"] = /\/at\/([^/]+)\//.exec(request.url ?? "") ?? [];
    if (this.lost.includes(region)) {
      response.writeHead(503).end();
      return;
    }
    if (request.method === "POST") this.write(region, JSON.parse(body).marker);
    response.writeHead(request.method === "POST" ? 201 : 200, { "content-type": "application/json" });
    response.end(JSON.stringify({ region, marker: this.databases.get(region) ?? null }));
  }

  /** The sentinel's function, because the local AWS runs no code of functions: AWS_ENDPOINT_URL_LAMBDA leads here. */
  private invoke(region: string, event: { action: string; marker?: string }): { marker: string | null } {
    if (event.marker !== undefined) this.write(region, event.marker);
    return { marker: this.databases.get(region) ?? null };
  }

  private write(region: string, marker: string): void {
    for (const database of [region, ...this.replicates(region)]) this.databases.set(database, marker);
  }
}

/** The region for which a request to AWS is signed. */
function regionOf({ headers }: IncomingMessage): string {
  return /Credential=[^/]+\/\d+\/([^/]+)\//.exec(headers.authorization ?? "")?.[1] ?? "nowhere";
}
