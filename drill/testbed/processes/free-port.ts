import { once } from "node:events";
import { type AddressInfo, createServer, type Server } from "node:net";

/** Listens on a port of loopback that is free, and says which. */
export async function listen(server: Server): Promise<number> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
}

/** A port that was free a moment ago, for a process that must be told one: whoever starts it tries another when it is taken. */
export async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listen(server);
  server.close();
  await once(server, "close");
  return port;
}
