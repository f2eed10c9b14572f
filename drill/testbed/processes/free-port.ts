import { once } from "node:events";
import { type AddressInfo, createServer, type Server } from "node:net";

/**
 * Listens on a free port, of the loopback interface unless `host` says otherwise, and returns it. The server does not keep this
 * process alive: an interrupted drill may leave servers of a testbed that was still starting.
 */
export async function listen(server: Server, host = "127.0.0.1"): Promise<number> {
  server.unref().listen(0, host);
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
}

/** A port that was free a moment ago, for a process that takes its port as an argument. Callers retry when it is taken. */
export async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listen(server);
  server.close();
  await once(server, "close");
  return port;
}
