import { once } from "node:events";
import { createConnection, createServer, type Server, type Socket } from "node:net";
import { expect } from "chai";
import { Link, type Sickness } from "../../../../../drill/testbed/network/link";
import { Network } from "../../../../../drill/testbed/network/network";
import { freePort, listen } from "../../../../../drill/testbed/processes/free-port";

const well: Sickness = { delayMilliseconds: 0, breakProbability: 0 };

describe("drill: link", () => {
  const closing: (() => unknown)[] = [];
  const arrived: Socket[] = [];
  let server: Server;
  let port: number;

  beforeEach(async () => {
    arrived.length = 0;
    // What it hears it says back.
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

  async function open(sickness = well, latency = 0, target = () => port): Promise<Link> {
    const link = new Link(target, sickness, { next: () => 0.5 }, latency);
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

  it("carries what is sent, both ways", async () => {
    expect(await echo(await connect(await open()), "hello")).to.equal("hello");
  });

  it("carries nothing while it is silent, and what was under way afterwards", async () => {
    const link = await open();
    const socket = await connect(link);
    await echo(socket, "before");
    link.state = "silent";
    let heard = "";
    socket.on("data", (chunk) => {
      heard += chunk;
    });
    socket.write("under way");
    // A round trip elsewhere: time enough for it to have arrived, had it been carried.
    await echo(await connect(await open()), "elsewhere");
    expect(heard).to.equal("");
    const later = once(socket, "data");
    link.state = "open";
    await later;
    expect(heard).to.equal("under way");
  });

  it("hides while it is silent that the other side has gone, and tells it afterwards", async () => {
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

  it("answers a connection made while it was silent when it is heard again", async () => {
    const link = await open();
    link.state = "silent";
    const socket = await connect(link);
    const answered = echo(socket, "patient");
    link.state = "open";
    expect(await answered).to.equal("patient");
  });

  it("keeps the order of what is delayed, when sick and by its latency", async () => {
    for (const link of [await open({ delayMilliseconds: 20, breakProbability: 0 }), await open(well, 20)]) {
      if (link.state === "open") link.state = "sick";
      const socket = await connect(link);
      let heard = "";
      const all = new Promise<void>((resolve) => {
        socket.on("data", (chunk) => {
          heard += chunk;
          if (heard.length === 6) resolve();
        });
      });
      for (const word of ["one", "two"]) {
        socket.write(word);
        await new Promise((resolve) => setImmediate(resolve));
      }
      link.state = "open";
      await all;
      expect(heard).to.equal("onetwo");
    }
  });

  it("breaks off when sick", async () => {
    const link = await open({ delayMilliseconds: 0, breakProbability: 1 });
    const socket = await connect(link);
    link.state = "sick";
    const closed = once(socket, "close");
    socket.write("lost");
    await closed;
  });

  it("dials: refused as the service refuses, given up when the signal fires, else connected", async () => {
    const free = await freePort();
    const refused = await (await open(well, 0, () => free))
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
});

describe("drill: network", () => {
  it("isolates a zone from the others and not from itself, sickens what goes into it, and heals", async () => {
    const network = new Network(1, well);
    const target = () => 0;
    const [inside, into, out, elsewhere] = await Promise.all([
      network.connect("east", "east", "database", target),
      network.connect("edge", "east", "entrance", target),
      network.connect("east", "edge", "client", target),
      network.connect("edge", "west", "entrance", target),
    ]);
    const states = () => [inside, into, out, elsewhere].map(({ state }) => state);
    network.isolate("east");
    expect(states()).to.deep.equal(["open", "silent", "silent", "open"]);
    network.heal();
    expect(states()).to.deep.equal(["open", "open", "open", "open"]);
    network.sicken("east");
    expect(states()).to.deep.equal(["open", "sick", "open", "open"]);
    network.close();
  });
});
