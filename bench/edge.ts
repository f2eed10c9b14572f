import { EDGE_ROUTING } from "../config/defaults";
import { renderRouter } from "../router/router";
import { loadFunction, type ViewerRequest } from "../router/sandbox";

const CALLS = 20_000;
const ROUNDS = 7;

/** Prints the router's time per call as a ratio to an empty function in the same sandbox. */
export async function run(): Promise<void> {
  const regions = ["us-east-1", "us-west-1"];
  const state = JSON.stringify({ active: "us-west-1", epoch: 3, reads: "pinned", writes: "open" });
  const environment = { origins: regions, store: () => state };
  const empty = 'import cf from "cloudfront";\nasync function handler(event) { return event.request; }';
  const functions = {
    empty: loadFunction(empty, environment),
    router: loadFunction(renderRouter({ regions, activeRegion: "us-east-1", ...EDGE_ROUTING }), environment),
  };
  const best = { empty: Number.POSITIVE_INFINITY, router: Number.POSITIVE_INFINITY };
  for (let round = 0; round < ROUNDS; round++) {
    for (const name of ["empty", "router"] as const) {
      best[name] = Math.min(best[name], await timePerCall(functions[name]));
    }
  }
  const ratio = best.router / best.empty;
  process.stdout.write(
    `edge router: ${ratio.toFixed(1)} × an empty function (${best.router.toFixed(2)} µs against ${best.empty.toFixed(2)} µs a call, ` +
      `best of ${ROUNDS} × ${CALLS} calls, on this machine, not on CloudFront)\n`,
  );
}

async function timePerCall(call: (request: ViewerRequest) => Promise<unknown>): Promise<number> {
  const start = process.hrtime.bigint();
  for (let index = 0; index < CALLS; index++) {
    await call({ method: index % 4 === 0 ? "POST" : "GET", uri: "/", headers: {} });
  }
  return Number(process.hrtime.bigint() - start) / 1000 / CALLS;
}
