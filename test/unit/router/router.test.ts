import { expect } from "chai";
import * as ts from "typescript";
import { UserError } from "../../../errors";
import type { EdgeState } from "../../../failover/protocol/types";
import { type RouterOptions, renderRouter } from "../../../router/router";
import { loadFunction, type Routing } from "../../../router/sandbox";

const regions = ["us-east-1", "us-west-1", "eu-west-1"];
const settings = { failoverCodes: [502, 503, 504], retryAfterSeconds: 10 };
const readMethods = ["GET", "HEAD", "OPTIONS"];
const writeMethods = ["POST", "PUT", "PATCH", "DELETE"];

/** Every kind of state in the store; undefined text is an absent key. */
function storeStates(active: string): { name: string; text: string | undefined; follows: EdgeState | null }[] {
  const valid: EdgeState[] = [1, 2, 77].flatMap((epoch) =>
    (["failover", "pinned"] as const).flatMap((reads) =>
      (["open", "held"] as const).map((writes) => ({ active, epoch, reads, writes })),
    ),
  );
  const malformed = [
    "",
    "nonsense",
    "null",
    "7",
    "[]",
    JSON.stringify({ epoch: 2, reads: "pinned", writes: "open" }),
    JSON.stringify({ active: "mars-1", epoch: 2, reads: "pinned", writes: "open" }),
    JSON.stringify({ active, epoch: 2, reads: "sometimes", writes: "open" }),
    JSON.stringify({ active, epoch: 2, reads: "pinned", writes: 1 }),
  ];
  return [
    ...valid.map((state) => ({ name: JSON.stringify(state), text: JSON.stringify(state), follows: state })),
    ...malformed.map((text) => ({ name: `malformed ${text}`, text, follows: null })),
    { name: "absent", text: undefined, follows: null },
  ];
}

function route(options: RouterOptions, method: string, store: () => string | undefined): Promise<Routing> {
  const run = loadFunction(renderRouter(options), { origins: options.regions, store });
  return run({ method, uri: "/orders", headers: {} });
}

describe("edge router", () => {
  for (const deployed of regions) {
    for (const active of regions) {
      it(`routes every method under every store state: deployed ${deployed}, active ${active}`, async () => {
        for (const { name, text, follows } of storeStates(active)) {
          const state = follows ?? { active: deployed, reads: "failover", writes: "open" };
          const standby = regions.find((region) => region !== state.active);
          for (const method of [...readMethods, ...writeMethods]) {
            const routing = await route({ ...settings, regions, activeRegion: deployed }, method, () => text);
            const label = `${method}, store ${name}`;
            const isRead = readMethods.includes(method);
            if (!isRead && state.writes === "held") {
              if (!("response" in routing)) return expect.fail(`${label}: not held`);
              expect(routing.response.statusCode, label).to.equal(503);
              expect(routing.response.headers?.["retry-after"]?.value, label).to.equal("10");
              continue;
            }
            if (!("request" in routing)) return expect.fail(`${label}: the function responded`);
            const grouped = isRead && state.reads === "failover";
            expect(routing.origins, label).to.deep.equal(grouped ? [state.active, standby] : [state.active]);
            expect(routing.failoverCodes, label).to.deep.equal(grouped ? [502, 503, 504] : []);
            expect(routing.request, label).to.deep.equal({ method, uri: "/orders", headers: {} });
          }
        }
      });
    }
  }

  it("sends a probe to the region in its path, whatever the state", async () => {
    const text = JSON.stringify({ active: "us-east-1", epoch: 2, reads: "pinned", writes: "held" });
    const run = loadFunction(renderRouter({ ...settings, regions, activeRegion: "us-east-1" }), {
      origins: regions,
      store: () => text,
    });
    for (const method of [...readMethods, ...writeMethods]) {
      const probe = { method, uri: "/redoubt/at/us-west-1/marker", headers: {} };
      expect(await run(probe), method).to.deep.equal({ request: probe, origins: ["us-west-1"], failoverCodes: [] });
      const elsewhere = await run({ ...probe, uri: "/redoubt/at/us-west-12/marker" });
      expect(elsewhere, method).not.to.have.deep.property("origins", ["us-west-1"]);
    }
  });

  it("falls back to the region that was active at deployment when the store cannot be read, and logs it", async () => {
    const log: string[] = [];
    const run = loadFunction(renderRouter({ ...settings, regions, activeRegion: "us-west-1" }), {
      origins: regions,
      store: () => {
        throw new Error("store unreachable");
      },
      log: (line) => log.push(line),
    });
    const routing = await run({ method: "POST", uri: "/", headers: {} });
    expect(routing).to.have.property("origins").that.deep.equals(["us-west-1"]);
    expect(log).to.deep.equal(["redoubt router: routing store not read: Error: store unreachable"]);
  });

  it("passes the request on when CloudFront's helpers throw", async () => {
    const log: string[] = [];
    const text = renderRouter({ ...settings, regions, activeRegion: "us-east-1" });
    const run = loadFunction(text, { origins: [], store: () => undefined, log: (line) => log.push(line) });
    for (const method of [...readMethods, ...writeMethods]) {
      const routing = await run({ method, uri: "/", headers: {} });
      expect(routing, method).to.have.property("request").that.has.property("method", method);
      expect(routing, method).to.have.property("origins").that.deep.equals([]);
    }
    expect(log.at(-1)).to.match(/no origin us-east-1/);
  });

  it("uses no origin group when there is only one region", async () => {
    const routing = await route(
      { ...settings, regions: ["us-east-1"], activeRegion: "us-east-1" },
      "GET",
      () => undefined,
    );
    expect(routing).to.have.property("origins").that.deep.equals(["us-east-1"]);
  });

  it("does not mix up concurrent requests", async () => {
    let reads = 0;
    const run = loadFunction(renderRouter({ ...settings, regions, activeRegion: "us-east-1" }), {
      origins: regions,
      store: () => JSON.stringify({ active: regions[reads++ % 3], epoch: 1, reads: "pinned", writes: "open" }),
    });
    const routings = await Promise.all(regions.map(() => run({ method: "POST", uri: "/", headers: {} })));
    expect(routings.map((routing) => "origins" in routing && routing.origins)).to.deep.equal(regions.map((r) => [r]));
  });

  it("reports all invalid options at once", () => {
    const wrong = { regions: ["a", "a"], activeRegion: "b", failoverCodes: [200], retryAfterSeconds: 0.5 };
    expect(() => renderRouter(wrong))
      .to.throw(UserError)
      .with.property("message")
      .that.equals(
        [
          "edge router: regions: got a, a; name each region once",
          "edge router: activeRegion: got b; name one of a, a",
          "edge router: failoverCodes: got 200, on which CloudFront does not fail over; use 400, 403, 404, 416, 429, 500, 502, 503, 504",
          "edge router: retryAfterSeconds: got 0.5; use a whole number of seconds above 0",
        ].join("\n"),
      );
    expect(() => renderRouter({ ...settings, regions: [], activeRegion: "", failoverCodes: [] })).to.throw(
      /regions: got none.*\n.*\n.*failoverCodes: got none/,
    );
    const many = Array.from({ length: 1000 }, (_, index) => `region-${index}`);
    expect(() => renderRouter({ ...settings, regions: many, activeRegion: "region-0" })).to.throw(
      /over CloudFront's limit of 10240/,
    );
  });

  it("uses only the documented subset of cloudfront-js-2.0 and stays under 10 KB", () => {
    const text = renderRouter({ ...settings, regions, activeRegion: "us-east-1" });
    expect(Buffer.byteLength(text)).to.be.below(10 * 1024);
    expect(text).not.to.match(/__[A-Z_]+__/);
    const undocumented = new Set([
      ts.SyntaxKind.ClassDeclaration,
      ts.SyntaxKind.SpreadElement,
      ts.SyntaxKind.SpreadAssignment,
      ts.SyntaxKind.ObjectBindingPattern,
      ts.SyntaxKind.ArrayBindingPattern,
      ts.SyntaxKind.ForOfStatement,
      ts.SyntaxKind.QuestionDotToken,
      ts.SyntaxKind.QuestionQuestionToken,
      ts.SyntaxKind.YieldExpression,
      ts.SyntaxKind.ShorthandPropertyAssignment,
      ts.SyntaxKind.BigIntLiteral,
    ]);
    const found: string[] = [];
    const visit = (node: ts.Node): void => {
      const asyncClosure =
        (ts.isArrowFunction(node) || ts.isFunctionExpression(node)) &&
        node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword);
      const bareCatch = ts.isCatchClause(node) && node.variableDeclaration === undefined;
      if (undocumented.has(node.kind) || asyncClosure || bareCatch) found.push(node.getText());
      ts.forEachChild(node, visit);
    };
    visit(ts.createSourceFile("router.js", text, ts.ScriptTarget.ES2020, true, ts.ScriptKind.JS));
    expect(found).to.deep.equal([]);
  });

  it("is rejected by the sandbox without the import that CloudFront resolves", () => {
    expect(() => loadFunction("function handler() {}", { origins: [], store: () => undefined })).to.throw(/import cf/);
  });
});
