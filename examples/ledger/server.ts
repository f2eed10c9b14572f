import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { Pool } from "pg";

// A ledger of numbered entries: a minimal application for a failover. Before each write it requests permission from the lease agent,
// and the write is committed within WRITE_SECONDS of the agent's response or not at all. Below /redoubt/ it handles the requests of a
// failover.
const {
  HOST = "0.0.0.0",
  PORT = "8080",
  REGION = "",
  DATABASE_URL = "",
  /** URL of this instance's lease agent. */
  WRITABLE_URL = "http://127.0.0.1:8081/writable",
  /** The lease's `writeSeconds`. */
  WRITE_SECONDS = "10",
} = process.env;

const REGION_PATH = "/redoubt/at/";
const HALF_OF_WRITE_MS = (Number(WRITE_SECONDS) * 1000) / 2;

const pool = new Pool({
  connectionString: DATABASE_URL,
  max: 8,
  connectionTimeoutMillis: HALF_OF_WRITE_MS,
  // Measured by the database server, so that a statement whose client has given up does not commit later.
  statement_timeout: HALF_OF_WRITE_MS,
  query_timeout: 2 * HALF_OF_WRITE_MS,
});
// The next request replaces a connection that breaks while idle.
pool.on("error", () => undefined);

interface Answer {
  status: number;
  body: Record<string, unknown>;
}

/** The epoch in which this region may write; null if it may not. Rejects if the agent does not respond, which also means no. */
async function leaseEpoch(): Promise<number | null> {
  const response = await fetch(WRITABLE_URL, { signal: AbortSignal.timeout(HALF_OF_WRITE_MS) });
  return response.ok ? Number(((await response.json()) as { epoch: number | string }).epoch) : null;
}

/**
 * Writes if the lease allows it, within WRITE_SECONDS. A statement can be delayed in the network for longer than its client waits, and
 * the database would execute it on arrival. The statement therefore carries a deadline by the database's clock, which is read before
 * the lease: half of the time until the statement begins, half for its execution.
 * @param insert statement with the parameters value, region, epoch and deadline
 */
async function writeUnderLease(insert: string, value: unknown, answered: Record<string, unknown>): Promise<Answer> {
  const client = await pool.connect();
  let failure: Error | undefined;
  try {
    const { rows } = await client.query<{ deadline: string }>(
      "select (clock_timestamp() + make_interval(secs => $1))::text as deadline",
      [HALF_OF_WRITE_MS / 1000],
    );
    const epoch = await leaseEpoch();
    if (epoch === null) return { status: 503, body: { region: REGION, refused: "no lease" } };
    const { rowCount } = await client.query(insert, [value, REGION, epoch, rows[0]?.deadline]);
    if (rowCount === 0) return { status: 503, body: { region: REGION, refused: "too late" } };
    return { status: 201, body: { region: REGION, epoch, ...answered } };
  } catch (error) {
    failure = error as Error;
    throw error;
  } finally {
    // A connection with a statement in progress is not reused.
    client.release(failure);
  }
}

/** An insert of a value, the region and the epoch, which does nothing after the deadline. */
function insertInto(table: string, column: string, type: string): string {
  return `insert into ${table} (${column}, region, epoch)
    select $1::${type}, $2, $3::integer where clock_timestamp() < $4::timestamptz`;
}

async function writeMarker({ marker }: Record<string, unknown>): Promise<Answer> {
  return writeUnderLease(insertInto("markers", "marker", "text"), marker, { marker });
}

async function readMarker(): Promise<Answer> {
  const { rows } = await pool.query<{ marker: string }>("select marker from markers order by id desc limit 1");
  return { status: 200, body: { region: REGION, marker: rows[0]?.marker ?? null } };
}

async function readEntry(): Promise<Answer> {
  const { rows } = await pool.query<{ number: string | null }>("select max(number) as number from entries");
  return { status: 200, body: { region: REGION, number: Number(rows[0]?.number ?? 0) } };
}

type Route = (body: Record<string, unknown>) => Promise<Answer>;

const routes: Record<string, Route> = {
  "GET /healthz": async () => ({ status: 200, body: { region: REGION } }),
  "POST /entries": ({ number }) => writeUnderLease(insertInto("entries", "number", "bigint"), number, { number }),
  "GET /entries/newest": readEntry,
  "POST /redoubt/marker": writeMarker,
  "GET /redoubt/marker": readMarker,
};

/** Requests below /redoubt/at/REGION/. */
const regionRoutes: Record<string, Route> = { "POST marker": writeMarker, "GET marker": readMarker };
async function route(request: IncomingMessage): Promise<Answer> {
  const { method, url = "" } = request;
  const body = await contentOf(request);
  if (!url.startsWith(REGION_PATH)) return routes[`${method} ${url}`]?.(body) ?? { status: 404, body: {} };
  const [region, what] = url.slice(REGION_PATH.length).split("/");
  if (region !== REGION) return { status: 421, body: { region: REGION } };
  return regionRoutes[`${method} ${what}`]?.(body) ?? { status: 404, body: {} };
}

async function contentOf(request: IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return chunks.length === 0 ? {} : (JSON.parse(Buffer.concat(chunks).toString()) as Record<string, unknown>);
}

function send(response: ServerResponse, { status, body }: Answer): void {
  response.writeHead(status, { "content-type": "application/json", "cache-control": "no-store" });
  response.end(JSON.stringify(body));
}

const server = createServer((request, response) => {
  route(request).then(
    (answer) => send(response, answer),
    (error: Error) => {
      console.error(`${request.method} ${request.url}: ${error.message}`);
      send(response, { status: 500, body: { region: REGION } });
    },
  );
});
// Longer than the load balancer keeps idle connections (60 s); otherwise it could reuse one that is being closed.
server.keepAliveTimeout = 65_000;
server.listen(Number(PORT), HOST);
