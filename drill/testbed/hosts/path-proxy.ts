import { existsSync } from "node:fs";
import { createConnection, createServer, type Server, type Socket } from "node:net";
import { listen } from "../processes/free-port";
import { LOOPBACK } from "./loopback-hosts";

/** Interval between two checks for a closed path, in milliseconds. They end the connections that carry no data. */
const CHECK_INTERVAL = 50;

/** A proxy on the way from one instance to its database. It is closed while a file exists. */
export class PathProxy {
  private readonly server: Server;
  private readonly sockets = new Set<Socket>();
  private timer: NodeJS.Timeout | undefined;

  /** @param closedFile the file that closes the proxy; checked for each message, as a kernel checks its routes for each packet */
  constructor(
    private readonly closedFile: string,
    private readonly databasePort: number,
  ) {
    this.server = createServer({ noDelay: true }, (near) => this.accept(near));
  }

  /** Returns the proxy's port. */
  async open(): Promise<number> {
    this.timer = setInterval(() => this.isClosed() && this.endConnections(), CHECK_INTERVAL).unref();
    return listen(this.server);
  }

  close(): void {
    clearInterval(this.timer);
    this.server.close();
    this.endConnections();
  }

  private accept(near: Socket): void {
    const far = createConnection({ host: LOOPBACK, port: this.databasePort, noDelay: true });
    for (const [from, to] of [[near, far] as const, [far, near] as const]) {
      this.sockets.add(from);
      from.on("error", () => undefined);
      from.on("close", () => {
        this.sockets.delete(from);
        to.destroy();
      });
      from.on("data", (chunk) => {
        if (this.isClosed()) from.destroy();
        else to.write(chunk);
      });
    }
    if (this.isClosed()) near.destroy();
  }

  private isClosed(): boolean {
    return existsSync(this.closedFile);
  }

  private endConnections(): void {
    for (const socket of this.sockets) socket.destroy();
  }
}
