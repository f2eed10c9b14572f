import { expect } from "chai";
import { bundleWorker } from "./bundle";
import type { Tally } from "./check";
import { runInThread } from "./threads";

const RUNS = Number(process.env.REDOUBT_MODEL_RUNS ?? 100_000);
/** Parts that run one after the other in each thread. A part has its own seed, so that it does not depend on the number of threads. */
const PARTS = 4;

describe("failover, modelled", () => {
  const seed = Number(process.env.REDOUBT_MODEL_SEED ?? Math.floor(Math.random() * 0x7fffffff));
  const path = process.env.REDOUBT_MODEL_PATH;

  it(`keeps its invariants and ends consistently in ${RUNS} schedules`, async () => {
    process.stdout.write(`      model: ${RUNS} schedules, REDOUBT_MODEL_SEED=${seed}\n`);
    const started = process.cpuUsage();
    const script = await bundleWorker();
    const parts = path === undefined ? Array.from({ length: PARTS }, (_, index) => seed + index) : [seed];
    const runs = path === undefined ? Math.ceil(RUNS / PARTS) : RUNS;
    const answers = await Promise.all(
      parts.map((own) => runInThread(script, { kind: "check", runs, seed: own, ...(path !== undefined && { path }) })),
    );
    const tally: Tally = {};
    for (const answer of answers) {
      if ("error" in answer) throw new Error(answer.error);
      for (const [outcome, count] of Object.entries("tally" in answer ? answer.tally : {})) {
        tally[outcome] = (tally[outcome] ?? 0) + count;
      }
    }
    const { user, system } = process.cpuUsage(started);
    process.stdout.write(`      ${((user + system) / 1e6).toFixed(0)} s of processor time; ${JSON.stringify(tally)}\n`);
    if (path !== undefined) return;
    // A model in which little happens proves little.
    for (const outcome of ["done", "rolled-back", "superseded", "refused", "several new epochs"]) {
      expect(tally[outcome], outcome).to.be.above(RUNS / 100);
    }
  });
});
