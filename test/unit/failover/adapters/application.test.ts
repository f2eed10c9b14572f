import { expect } from "chai";
import { Application } from "../../../../failover/adapters/application";
import { awsPorts } from "../../../../failover/adapters/aws";
import { NotImplemented, Refused } from "../../../../failover/protocol/ports";
import { rejection } from "./aws/rejection";
import { deployment, standInClients } from "./aws/stand-ins";

/** An application with one marker per region. */
function standInApplication() {
  const markers = new Map<string, string>();
  const requests: { method: string; url: string }[] = [];
  const request: typeof fetch = async (input, init) => {
    const url = String(input);
    requests.push({ method: init?.method ?? "", url });
    const region = /\/at\/([^/]+)\//.exec(url)?.[1] ?? "us-east-1";
    if (init?.method === "POST") markers.set(region, JSON.parse(String(init.body)).marker);
    return Response.json({ region, marker: markers.get(region) ?? null });
  };
  return { markers, requests, request };
}

describe("adapters: application", () => {
  it("is written and read through the edge, and at a region by the path that names it", async () => {
    const { request, requests } = standInApplication();
    const application = new Application(deployment, request);
    expect(await application.read("edge")).to.deep.equal({ region: "us-east-1", marker: null });
    expect(await application.write("edge", "m1")).to.deep.equal({ region: "us-east-1" });
    expect(await application.read("edge")).to.deep.equal({ region: "us-east-1", marker: "m1" });
    expect(await application.read({ region: "us-west-1" })).to.deep.equal({ region: "us-west-1", marker: null });
    expect(requests.map(({ url }) => url)).to.deep.equal([
      "https://example.com/redoubt/marker",
      "https://example.com/redoubt/marker",
      "https://example.com/redoubt/marker",
      "https://example.com/redoubt/at/us-west-1/marker",
    ]);
  });

  it("rejects an error, and tells an application that does not know the request from it", async () => {
    const answers: [Response, RegExp, boolean][] = [
      [new Response("held", { status: 503 }), /got 503 held/, false],
      [new Response("", { status: 404 }), /got 404/, true],
      [new Response("<html>"), /got <html>; expected \{"region"/, true],
      [Response.json({ marker: "m" }), /expected/, true],
    ];
    for (const [answer, message, unknown] of answers) {
      const error = await rejection(new Application(deployment, async () => answer).write("edge", "m"));
      expect(error.message).to.match(message);
      expect(error instanceof NotImplemented).to.equal(unknown);
    }
  });

  it("answers for a region with anything but an error of a server", async () => {
    const answering = (answer: () => Promise<Response>) => new Application(deployment, answer).answers("us-west-1");
    for (const status of [200, 404, 421]) {
      expect(await answering(async () => new Response("", { status }))).to.equal(true);
    }
    expect(await answering(async () => new Response("", { status: 502 }))).to.equal(false);
    expect(await answering(() => Promise.reject(new Error("timed out")))).to.equal(false);
  });

  it("refuses a region that is not deployed", async () => {
    const application = new Application(deployment, standInApplication().request);
    expect(await rejection(application.read({ region: "mars-1" }))).to.be.instanceOf(Refused);
  });
});

describe("adapters: ports", () => {
  const clock = { now: () => 0, monotonic: () => 0, sleep: async () => {}, after: () => () => {} };
  const { clients } = standInClients({});

  it("are refused for a region whose resources are not known", () => {
    expect(() => awsPorts(deployment, "us-east-1", { clock, clients })).to.throw(Refused);
  });
});
