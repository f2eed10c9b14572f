import { once } from "node:events";
import { createConnection, createServer, type Server, type Socket } from "node:net";
import { expect } from "chai";
import { type Degradation, Link } from "../../../../../drill/testbed/network/link";
import { freePort, listen } from "../../../../../drill/testbed/processes/free-port";

const healthy: Degradation = { delayMilliseconds: 0, breakProbability: 0 };

describe("Link", () => {
  const closing: (() => unknown)[] = [];
  const arrived: Socket[] = [];
  let server: Server;
  let port: number;

  beforeEach(async () => {
    arrived.length = 0;
    // An echo server.
    server = createServer((socket) => {
      arrived.push(socket);
      socket.on("error", () => undefined);
      socket.on("data", (chunk) => socket.write(chunk));
    });
    port = await listen(server);
  });

  afterEach(() => {
    for (const close of closing.splice(0)) close();
    for (const socket of arrived) socket.destroy();
    server.close();
  });

  async function open(degradation = healthy, latency = 0, target = () => port): Promise<Link> {
    const link = new Link(target, degradation, { next: () => 0.5 }, latency);
    await link.open();
    closing.push(() => link.close());
    return link;
  }

  async function connect(link: Link): Promise<Socket> {
    const socket = createConnection(link.port, "127.0.0.1");
    closing.push(() => socket.destroy());
    socket.on("error", () => undefined);
    await once(socket, "connect");
    return socket;
  }

  async function echo(socket: Socket, text: string): Promise<string> {
    const answered = once(socket, "data");
    socket.write(text);
    const [chunk] = await answered;
    return String(chunk);
  }

  it("carries data in both directions", async () => {
    expect(await echo(await connect(await open()), "hello")).to.equal("hello");
  });

  it("holds data back while it is silent, and delivers it afterwards", async () => {
    const link = await open();
    const socket = await connect(link);
    await echo(socket, "before");
    link.state = "silent";
    let received = "";
    socket.on("data", (chunk) => {
      received += chunk;
    });
    socket.write("pending");
    // A round trip over another link takes long enough for the data to have arrived on this one.
    await echo(await connect(await open()), "elsewhere");
    expect(received).to.equal("");
    const later = once(socket, "data");
    link.state = "open";
    await later;
    expect(received).to.equal("pending");
  });

  it("hides a close of the other side while it is silent, and passes it on afterwards", async () => {
    const link = await open();
    const socket = await connect(link);
    await echo(socket, "before");
    link.state = "silent";
    for (const other of arrived) other.destroy();
    await echo(await connect(await open()), "elsewhere");
    expect(socket.closed).to.equal(false);
    const closed = once(socket, "close");
    link.state = "open";
    await closed;
  });

  it("answers a connection that was opened while it was silent once it reopens", async () => {
    const link = await open();
    link.state = "silent";
    const socket = await connect(link);
    const answered = echo(socket, "patient");
    link.state = "open";
    expect(await answered).to.equal("patient");
  });

  it("keeps the order of delayed data, when degraded and with latency", async () => {
    for (const link of [await open({ delayMilliseconds: 20, breakProbability: 0 }), await open(healthy, 20)]) {
      if (link.state === "open") link.state = "degraded";
      const socket = await connect(link);
      let received = "";
      const all = new Promise<void>((resolve) => {
        socket.on("data", (chunk) => {
          received += chunk;
          if (received.length === 6) resolve();
        });
      });
      for (const word of ["one", "two"]) {
        socket.write(word);
        await new Promise((resolve) => setImmediate(resolve));
      }
      link.state = "open";
      await all;
      expect(received).to.equal("onetwo");
    }
  });

  it("breaks connections when degraded", async () => {
    const link = await open({ delayMilliseconds: 0, breakProbability: 1 });
    const socket = await connect(link);
    link.state = "degraded";
    const closed = once(socket, "close");
    socket.write("lost");
    await closed;
  });

  it("dials: is refused when the service refuses, stops when the signal fires, and connects otherwise", async () => {
    const free = await freePort();
    const refused = await (await open(healthy, 0, () => free))
      .dial(new AbortController().signal)
      .catch((error) => error.code);
    expect(refused).to.equal("ECONNREFUSED");
    const link = await open();
    link.state = "silent";
    const signal = AbortSignal.timeout(10);
    expect(await link.dial(signal).catch((error) => error.name)).to.equal("AbortError");
    link.state = "open";
    const socket = await link.dial(new AbortController().signal);
    closing.push(() => socket.destroy());
    expect(await echo(socket, "dialled")).to.equal("dialled");
  });

  it("closes the connection to the service when it cannot carry the one that was dialled", async () => {
    // Not opened, as if no more connections were accepted.
    const link = new Link(() => port, healthy, { next: () => 0.5 }, 0);
    const accepted = once(server, "connection");
    expect(await link.dial(new AbortController().signal).catch((error) => error.syscall)).to.equal("connect");
    const [socket] = (await accepted) as [Socket];
    if (!socket.closed) await once(socket.resume(), "close");
  });

  it("ends the connection of a client that has gone, although the service still works on its request", async () => {
    const service = createServer({ allowHalfOpen: true }, (socket) => {
      socket.on("error", () => undefined);
      socket.resume().on("end", () => {
        closing.push(() => clearInterval(writing));
        const writing = setInterval(() => socket.write("late"), 10);
      });
    });
    const accepted = once(service, "connection");
    const servicePort = await listen(service);
    closing.push(() => service.close());
    (await connect(await open(healthy, 0, () => servicePort))).destroy();
    const [socket] = (await accepted) as [Socket];
    await new Promise((resolve) => socket.once("close", resolve));
  });
});
