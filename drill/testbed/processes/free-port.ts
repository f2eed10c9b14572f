import { once } from "node:events";
import { type AddressInfo, createServer, type Server } from "node:net";

/** Listens on a free loopback port and returns it. */
export async function listen(server: Server): Promise<number> {
  server.listen(0, "127.0.0.1");
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
