import { expect } from "chai";
import { type Behaviour, behave } from "../../../../../drill/testbed/edge/behaviour";
import { EdgeCache } from "../../../../../drill/testbed/edge/cache";
import type { OriginAnswer } from "../../../../../drill/testbed/edge/origin";
import type { Routing } from "../../../../../router/sandbox";

const METHODS = ["GET", "HEAD", "OPTIONS", "PUT", "POST", "PATCH", "DELETE"];
const behaviour = (): Behaviour => ({ allowedMethods: METHODS, targetOrigin: "a", cache: new EdgeCache([], Date.now) });

function answered(status: number): OriginAnswer {
  return { kind: "answered", status, headers: {}, body: Buffer.from(String(status)) };
}

/** Sends one request through the edge, with origins a and b that answer as given; returns the response and the origins called. */
async function send(
  method: string,
  routing: Partial<Extract<Routing, { origins: string[] }>>,
  a: OriginAnswer,
  b = answered(200),
) {
  const called: string[] = [];
  const origin = (name: string, answer: OriginAnswer) => ({
    send: async () => {
      called.push(name);
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
  const { status, by } = await behave(behaviour(), origins, route, request);
  return { status, by, called };
}

// CloudFront Developer Guide: high_availability_origin_failover, http-403-invalid-method, http-502-bad-gateway,
// http-504-gateway-timeout.
describe("behave", () => {
  it("answers a method that is not allowed with 403 and calls no origin", async () => {
    expect(await send("TRACE", {}, answered(200))).to.deep.equal({ status: 403, by: "edge", called: [] });
  });

  it("returns the function's own response", async () => {
    const route = async (): Promise<Routing> => ({
      response: { statusCode: 503, headers: { "retry-after": { value: "10" } } },
    });
    const request = { method: "POST", path: "/", headers: {}, body: Buffer.alloc(0) };
    const answer = await behave(behaviour(), new Map(), route, request);
    expect(answer).to.deep.include({ status: 503, by: "function", headers: { "retry-after": "10" } });
  });

  it("uses the behaviour's target origin when the function selects none", async () => {
    expect(await send("POST", { origins: [] }, answered(201))).to.deep.equal({
      status: 201,
      by: "origin",
      called: ["a"],
    });
  });

  for (const method of ["GET", "HEAD", "OPTIONS"]) {
    it(`tries the second origin for ${method} after a listed status, a failed connection and a timeout`, async () => {
      const failures: OriginAnswer[] = [
        answered(500),
        { kind: "refused" },
        { kind: "unanswered" },
        { kind: "silent" },
        { kind: "dropped" },
      ];
      for (const failure of failures) {
        expect(await send(method, {}, failure), failure.kind).to.deep.equal({
          status: 200,
          by: "origin",
          called: ["a", "b"],
        });
      }
    });
  }

  for (const method of ["POST", "PUT", "PATCH", "DELETE"]) {
    it(`never tries the second origin for ${method}`, async () => {
      expect(await send(method, {}, answered(503))).to.deep.equal({ status: 503, by: "origin", called: ["a"] });
      expect(await send(method, {}, { kind: "refused" })).to.deep.equal({ status: 502, by: "edge", called: ["a"] });
    });
  }

  it("fails over after a failed connection only if 503 is listed, and after a timeout only if 504 is", async () => {
    const codes = (...failoverCodes: number[]) => ({ failoverCodes });
    expect((await send("GET", codes(500, 504), { kind: "refused" })).called).to.deep.equal(["a"]);
    expect((await send("GET", codes(503), { kind: "unanswered" })).called).to.deep.equal(["a", "b"]);
    expect((await send("GET", codes(500, 503), { kind: "silent" })).called).to.deep.equal(["a"]);
    expect((await send("GET", codes(504), { kind: "silent" })).called).to.deep.equal(["a", "b"]);
    expect((await send("GET", codes(503, 504), answered(500))).status).to.equal(500);
  });

  it("returns the second origin's response, successful or not", async () => {
    expect((await send("GET", {}, { kind: "refused" }, answered(500))).status).to.equal(500);
    expect((await send("GET", {}, { kind: "refused" }, { kind: "silent" })).status).to.equal(504);
  });

  it("answers 502 for a refused or broken connection, and 504 for a timeout", async () => {
    const status = async (kind: "refused" | "unanswered" | "silent" | "dropped") =>
      (await send("POST", { origins: ["a"] }, { kind })).status;
    expect(await status("refused")).to.equal(502);
    expect(await status("dropped")).to.equal(502);
    expect(await status("unanswered")).to.equal(504);
    expect(await status("silent")).to.equal(504);
  });
});
