import { expect } from "chai";
import { EDGE_ROUTING } from "../../../../../config/defaults";
import { type Behaviour, behave } from "../../../../../drill/testbed/edge/behaviour";
import { EdgeCache } from "../../../../../drill/testbed/edge/cache";
import type { OriginRequest } from "../../../../../drill/testbed/edge/origin";

/** An edge with one origin that answers each user by the name in Authorization, and counts its requests. */
function edgeWith(cacheControl: string | undefined, keyHeaders: readonly string[] = EDGE_ROUTING.cacheKeyHeaders) {
  let time = 0;
  let requests = 0;
  const behaviour: Behaviour = {
    allowedMethods: ["GET", "POST"],
    targetOrigin: "a",
    cache: new EdgeCache(keyHeaders, () => time),
  };
  const send = async ({ headers }: OriginRequest) => {
    requests += 1;
    const body = Buffer.from(`account of ${headers.authorization ?? "nobody"}`);
    return { kind: "answered" as const, status: 200, headers: { "cache-control": cacheControl }, body };
  };
  const origins = new Map([["a", { send }]]);
  const route = async (request: { method: string; uri: string; headers: Record<string, { value: string }> }) => ({
    request,
    origins: ["a"],
    failoverCodes: [],
  });
  return {
    async get(headers: Record<string, string>, method = "GET") {
      const answer = await behave(behaviour, origins, route, { method, path: "/me", headers, body: Buffer.alloc(0) });
      return { body: answer.body.toString(), by: answer.by };
    },
    pass(seconds: number) {
      time += seconds * 1000;
    },
    requests: () => requests,
  };
}

describe("cache of the edge", () => {
  it("never serves one user's response to another, although the origin declares it cacheable", async () => {
    const edge = edgeWith("max-age=60");
    expect(await edge.get({ authorization: "alice" })).to.deep.equal({ body: "account of alice", by: "origin" });
    expect(await edge.get({ authorization: "bob" })).to.deep.equal({ body: "account of bob", by: "origin" });
    expect(await edge.get({ authorization: "alice" })).to.deep.equal({ body: "account of alice", by: "cache" });
    expect(await edge.get({})).to.deep.equal({ body: "account of nobody", by: "origin" });
  });

  it("would do so without Authorization in the key", async () => {
    const edge = edgeWith("max-age=60", ["Origin"]);
    await edge.get({ authorization: "alice" });
    expect(await edge.get({ authorization: "bob" })).to.deep.equal({ body: "account of alice", by: "cache" });
  });

  it("has the cookies in the key", async () => {
    const edge = edgeWith("max-age=60");
    await edge.get({ cookie: "session=1" });
    expect(await edge.get({ cookie: "session=2" })).to.have.property("by", "origin");
  });

  it("stores nothing that the origin does not declare cacheable", async () => {
    for (const control of [undefined, "no-store", "private, max-age=60", "max-age=0"]) {
      const edge = edgeWith(control);
      await edge.get({});
      expect(await edge.get({}), control).to.have.property("by", "origin");
    }
  });

  it("stores no response to a write", async () => {
    const edge = edgeWith("max-age=60");
    await edge.get({}, "POST");
    await edge.get({}, "POST");
    expect(edge.requests()).to.equal(2);
  });

  it("expires a response", async () => {
    const edge = edgeWith("max-age=60");
    await edge.get({});
    edge.pass(61);
    expect(await edge.get({})).to.have.property("by", "origin");
  });
});
