import { createServer, type IncomingMessage } from "node:http";
import { Pool } from "pg";

// An application that knows nothing of Redoubt: it writes whenever its database connection works, without a deadline, and answers
// none of the failover's requests. Its rows have no epoch.
const { HOST = "0.0.0.0", PORT = "8080", REGION: region = "", DATABASE_URL = "" } = process.env;

const pool = new Pool({ connectionString: DATABASE_URL, max: 8, connectionTimeoutMillis: 5000 });
// The next request replaces a connection that breaks while idle.
pool.on("error", () => undefined);

async function contentOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

async function answer(request: IncomingMessage): Promise<[status: number, body: Record<string, unknown>]> {
  switch (`${request.method} ${request.url}`) {
    case "GET /healthz":
      return [200, { region }];
    case "POST /entries": {
      const { number } = JSON.parse(await contentOf(request)) as { number: number };
      await pool.query("insert into entries (number, region) values ($1, $2)", [number, region]);
      return [201, { region, number }];
    }
    case "GET /entries/newest": {
      const { rows } = await pool.query<{ number: string | null }>("select max(number) as number from entries");
      return [200, { region, number: Number(rows[0]?.number ?? 0) }];
    }
    default:
      return [404, { region }];
  }
}

const server = createServer((request, response) => {
  const send = (status: number, body: Record<string, unknown>) =>
    response
      .writeHead(status, { "content-type": "application/json", "cache-control": "no-store" })
      .end(JSON.stringify(body));
  answer(request).then(
    ([status, body]) => send(status, body),
    (error: Error) => {
      console.error(`${request.method} ${request.url}: ${error.message}`);
      send(500, { region });
    },
  );
});
// Longer than the load balancer keeps idle connections.
server.keepAliveTimeout = 65_000;
server.listen(Number(PORT), HOST);
