import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import { createServer as createTcpServer } from "node:net";
import { expect } from "chai";
import { Origin, type OriginSettings } from "../../../../../drill/testbed/edge/origin";
import { Link } from "../../../../../drill/testbed/network/link";
import { freePort, listen } from "../../../../../drill/testbed/processes/free-port";

const settings: OriginSettings = { connectionAttempts: 3, connectionTimeout: 0.05, responseTimeout: 0.1 };
const healthy = { delayMilliseconds: 0, breakProbability: 0 };

// CloudFront Developer Guide, RequestAndResponseBehaviorCustomOrigin.
describe("Origin", () => {
  const closing: (() => unknown)[] = [];
  afterEach(() => {
    for (const close of closing.splice(0)) close();
  });

  async function originAt(port: number, over: Partial<OriginSettings> = {}) {
    const link = new Link(() => port, healthy, { next: () => 0 }, 0);
    await link.open();
    const origin = new Origin(link, { ...settings, ...over });
    closing.push(
      () => origin.close(),
      () => link.close(),
    );
    return { origin, link };
  }

  async function serving(listener: RequestListener) {
    const server = createServer(listener);
    closing.push(
      () => server.close(),
      () => server.closeAllConnections(),
    );
    return originAt(await listen(server), { connectionTimeout: 5, responseTimeout: 5 });
  }

  const request = (method: string) => ({
    method,
    path: "/x?y=1",
    headers: { host: "h" },
    body: Buffer.from(method === "POST" ? "body" : ""),
  });

  it("forwards method, path, headers and body, and returns status, headers and body", async () => {
    const { origin } = await serving((incoming, outgoing) => {
      incoming.on("data", (chunk) => {
        const line = `${incoming.method} ${incoming.url} ${incoming.headers.host} ${chunk}`;
        outgoing.writeHead(201, { "x-kind": "test" }).end(line);
      });
    });
    const answer = await origin.send(request("POST"));
    if (answer.kind !== "answered") throw new Error(answer.kind);
    expect([answer.status, answer.headers["x-kind"], answer.body.toString()]).to.deep.equal([
      201,
      "test",
      "POST /x?y=1 h body",
    ]);
  });

  it("reports a refused connection after all its attempts", async () => {
    const port = await freePort();
    let dials = 0;
    const link = new Link(
      () => {
        dials++;
        return port;
      },
      healthy,
      { next: () => 0 },
      0,
    );
    await link.open();
    const origin = new Origin(link, { ...settings, connectionTimeout: 5 });
    closing.push(
      () => origin.close(),
      () => link.close(),
    );
    expect(await origin.send(request("POST"))).to.deep.equal({ kind: "refused" });
    expect(dials).to.equal(settings.connectionAttempts);
  });

  it("gives up a connection attempt after the timeout", async () => {
    const { origin, link } = await originAt(await freePort());
    link.state = "silent";
    expect(await origin.send(request("GET"))).to.deep.equal({ kind: "unanswered" });
  });

  for (const [method, times] of [
    ["GET", 3],
    ["HEAD", 3],
    ["POST", 1],
    ["DELETE", 1],
    ["OPTIONS", 1],
  ] as const) {
    it(`sends ${method} to a silent origin ${times === 1 ? "once" : `${times} times`}`, async () => {
      let received = 0;
      const server: Server = createServer(() => {
        received++;
      });
      closing.push(
        () => server.close(),
        () => server.closeAllConnections(),
      );
      const { origin } = await originAt(await listen(server), { connectionTimeout: 5 });
      expect(await origin.send(request(method))).to.deep.equal({ kind: "silent" });
      expect(received).to.equal(times);
    });
  }

  it("does not retry when the connection breaks", async () => {
    const { origin } = await serving((_, outgoing) => outgoing.destroy());
    expect(await origin.send(request("GET"))).to.deep.equal({ kind: "dropped" });
    const half = await serving((_, outgoing) => {
      outgoing.writeHead(200, { "content-length": 10 });
      outgoing.write("half", () => outgoing.destroy());
    });
    expect(await half.origin.send(request("GET"))).to.deep.equal({ kind: "dropped" });
  });

  it("closes a connection that is established after the timeout", async () => {
    const server = createTcpServer();
    const connections: Promise<unknown>[] = [];
    server.on("connection", (socket) => connections.push(once(socket, "close")));
    closing.push(() => server.close());
    const { origin, link } = await originAt(await listen(server), { connectionAttempts: 1, connectionTimeout: 0.001 });
    link.state = "silent";
    expect(await origin.send(request("GET"))).to.deep.equal({ kind: "unanswered" });
    link.state = "open";
    await Promise.all(connections);
  });
});
