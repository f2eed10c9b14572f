import { expect } from "chai";
import { Application } from "../../../../failover/adapters/application";
import { awsPorts } from "../../../../failover/adapters/aws";
import { Refused } from "../../../../failover/protocol/ports";
import { rejection } from "./aws/rejection";
import { deployment, standInClients } from "./aws/stand-ins";

/** An application that keeps one marker per region. */
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

  it("rejects what is no success, no JSON, or names no region", async () => {
    const answers = [new Response("held", { status: 503 }), new Response("<html>"), Response.json({ marker: "m" })];
    const messages = [/got 503 held/, /got <html>/, /must answer/];
    for (const [index, answer] of answers.entries()) {
      const application = new Application(deployment, async () => answer);
      expect((await rejection(application.write("edge", "m"))).message).to.match(messages[index] ?? /$^/);
    }
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
