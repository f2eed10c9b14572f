import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createConnection, createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import type { Host } from "../../../../../drill/testbed/hosts/host";
import { ProxyHosts } from "../../../../../drill/testbed/hosts/proxy-hosts";
import { listen } from "../../../../../drill/testbed/processes/free-port";

const AGENT = join(__dirname, "../../../../../failover/lease-agent");

describe("ProxyHosts", () => {
  let folder: string;
  let server: Server;
  let host: Host;
  const arrived: Socket[] = [];
  const sockets: Socket[] = [];

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "redoubt-test-"));
    server = createServer((socket) => {
      arrived.push(socket);
      socket.on("error", () => undefined);
      socket.on("data", (chunk) => socket.write(chunk));
    });
    host = await new ProxyHosts(folder).start("east-1", "us-east-1", await listen(server));
  });

  afterEach(async () => {
    for (const socket of [...arrived.splice(0), ...sockets.splice(0)]) socket.destroy();
    server.close();
    await host.close();
    rmSync(folder, { recursive: true });
  });

  /** Opens or closes the path by the agent's own code, which reads the result back. */
  function setPath(open: boolean): void {
    const code = `import os, sys; sys.dont_write_bytecode = True; sys.path.insert(0, sys.argv[1]); import agent
agent.Path(os.environ["DATABASE_CIDRS"]).set(sys.argv[2] == "open")`;
    const { status, stderr } = spawnSync("python3", ["-c", code, AGENT, open ? "open" : "closed"], {
      env: { ...process.env, ...host.agentEnvironment },
      encoding: "utf8",
    });
    expect(status, stderr).to.equal(0);
  }

  function connect(): Socket {
    const socket = createConnection(host.database);
    socket.on("error", () => undefined);
    sockets.push(socket);
    return socket;
  }

  it("is closed at the start, and the lease agent opens it", async () => {
    await once(connect(), "close");
    setPath(true);
    const socket = connect();
    socket.write("hello");
    expect(String((await once(socket, "data"))[0])).to.equal("hello");
  });

  it("delivers no answer that was under way when the lease agent closed it", async () => {
    setPath(true);
    const socket = connect();
    socket.write("one");
    await once(socket, "data");
    let received = "";
    socket.on("data", (chunk) => {
      received += chunk;
    });
    const closed = once(socket, "close");
    setPath(false);
    for (const other of arrived) other.write("committed");
    await closed;
    expect(received).to.equal("");
  });
});
