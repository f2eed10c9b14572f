import { expect } from "chai";
import { type Behaviour, behave } from "../../../../../drill/testbed/edge/behaviour";
import { KeyValueStore, type Propagation } from "../../../../../drill/testbed/edge/key-value-store";
import type { OriginAnswer } from "../../../../../drill/testbed/edge/origin";
import type { Routing } from "../../../../../router/sandbox";

const METHODS = ["GET", "HEAD", "OPTIONS", "PUT", "POST", "PATCH", "DELETE"];
const behaviour: Behaviour = { allowedMethods: METHODS, targetOrigin: "a" };

function answered(status: number): OriginAnswer {
  return { kind: "answered", status, headers: {}, body: Buffer.from(String(status)) };
}

/** Asks the edge once, with origins a and b that answer as given; gives what came back and who was asked. */
async function ask(
  method: string,
  routing: Partial<Extract<Routing, { origins: string[] }>>,
  a: OriginAnswer,
  b = answered(200),
) {
  const asked: string[] = [];
  const origin = (name: string, answer: OriginAnswer) => ({
    ask: async () => {
      asked.push(name);
      return answer;
    },
  });
  const origins = new Map([
    ["a", origin("a", a)],
    ["b", origin("b", b)],
  ]);
  const route = async (request: { method: string; uri: string; headers: Record<string, { value: string }> }) => ({
    request,
    origins: ["a", "b"],
    failoverCodes: [500, 502, 503, 504],
    ...routing,
  });
  const request = { method, path: "/", headers: { host: "example.com" }, body: Buffer.alloc(0) };
  const { status, by } = await behave(behaviour, origins, route, request);
  return { status, by, asked };
}

// CloudFront Developer Guide: high_availability_origin_failover, http-403-invalid-method, http-502-bad-gateway,
// http-504-gateway-timeout.
describe("drill: edge behaviour", () => {
  it("answers a method that is not allowed with 403, and asks nobody", async () => {
    expect(await ask("TRACE", {}, answered(200))).to.deep.equal({ status: 403, by: "edge", asked: [] });
  });

  it("gives what the function answers by itself", async () => {
    const route = async (): Promise<Routing> => ({
      response: { statusCode: 503, headers: { "retry-after": { value: "10" } } },
    });
    const request = { method: "POST", path: "/", headers: {}, body: Buffer.alloc(0) };
    const answer = await behave(behaviour, new Map(), route, request);
    expect(answer).to.deep.include({ status: 503, by: "function", headers: { "retry-after": "10" } });
  });

  it("goes to the behaviour's own origin where the function chose none", async () => {
    expect(await ask("POST", { origins: [] }, answered(201))).to.deep.equal({
      status: 201,
      by: "origin",
      asked: ["a"],
    });
  });

  for (const method of ["GET", "HEAD", "OPTIONS"]) {
    it(`tries the second origin for ${method} on a status that is listed, a refused connection and a timeout`, async () => {
      const failures: OriginAnswer[] = [
        answered(500),
        { kind: "refused" },
        { kind: "unanswered" },
        { kind: "silent" },
        { kind: "dropped" },
      ];
      for (const failure of failures) {
        expect(await ask(method, {}, failure), failure.kind).to.deep.equal({
          status: 200,
          by: "origin",
          asked: ["a", "b"],
        });
      }
    });
  }

  for (const method of ["POST", "PUT", "PATCH", "DELETE"]) {
    it(`never tries the second origin for ${method}`, async () => {
      expect(await ask(method, {}, answered(503))).to.deep.equal({ status: 503, by: "origin", asked: ["a"] });
      expect(await ask(method, {}, { kind: "refused" })).to.deep.equal({ status: 502, by: "edge", asked: ["a"] });
    });
  }

  it("counts a failed connection only if 503 is listed, and a timeout only if 504 is", async () => {
    const codes = (...failoverCodes: number[]) => ({ failoverCodes });
    expect((await ask("GET", codes(500, 504), { kind: "refused" })).asked).to.deep.equal(["a"]);
    expect((await ask("GET", codes(503), { kind: "unanswered" })).asked).to.deep.equal(["a", "b"]);
    expect((await ask("GET", codes(500, 503), { kind: "silent" })).asked).to.deep.equal(["a"]);
    expect((await ask("GET", codes(504), { kind: "silent" })).asked).to.deep.equal(["a", "b"]);
    expect((await ask("GET", codes(503, 504), answered(500))).status).to.equal(500);
  });

  it("gives what the second origin says, good or bad", async () => {
    expect((await ask("GET", {}, { kind: "refused" }, answered(500))).status).to.equal(500);
    expect((await ask("GET", {}, { kind: "refused" }, { kind: "silent" })).status).to.equal(504);
  });

  it("tells the viewer 502 for a refused or broken connection, and 504 for silence", async () => {
    const status = async (kind: "refused" | "unanswered" | "silent" | "dropped") =>
      (await ask("POST", { origins: ["a"] }, { kind })).status;
    expect(await status("refused")).to.equal(502);
    expect(await status("dropped")).to.equal(502);
    expect(await status("unanswered")).to.equal(504);
    expect(await status("silent")).to.equal(504);
  });
});

describe("drill: key-value store", () => {
  const at = (milliseconds: number): Propagation => ({ least: milliseconds, most: milliseconds });
  const random = { next: () => 0 };

  it("takes a write only under its newest ETag", () => {
    const store = new KeyValueStore(at(0), random);
    const { etag } = store.read("k");
    store.put("k", "one", etag);
    expect(() => store.put("k", "two", etag)).to.throw(/ETag/);
    expect(store.read("k").value).to.equal("one");
    store.close();
  });

  it("is seen at once by a location that is new, and later by the others, which never go back", async () => {
    const delays = [50, 1];
    const store = new KeyValueStore({ least: 0, most: 1 }, { next: () => delays.shift() ?? 0 });
    const seen = store.addLocation();
    store.put("k", "one", store.read("k").etag);
    store.put("k", "two", store.read("k").etag);
    expect(seen("k")).to.equal(undefined);
    expect(store.addLocation()("k")).to.equal("two");
    await new Promise((resolve) => setTimeout(resolve, 80));
    expect(seen("k")).to.equal("two");
    store.close();
  });
});
