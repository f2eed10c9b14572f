import { expect } from "chai";
import { check } from "./check";
import * as core from "./core";

const RUNS = Number(process.env.REDOUBT_MODEL_RUNS ?? 100_000);

describe("failover, modelled", () => {
  it(`keeps its invariants and finds its way out in ${RUNS} schedules`, async () => {
    const started = process.cpuUsage();
    const tally = await check(core, RUNS);
    const { user, system } = process.cpuUsage(started);
    process.stdout.write(`      ${((user + system) / 1e6).toFixed(0)} s of processor time; ${JSON.stringify(tally)}\n`);
    if (process.env.REDOUBT_MODEL_PATH !== undefined) return;
    // A model in which little happens proves little.
    for (const what of ["done", "rolled-back", "superseded", "refused", "several changes of hands"]) {
      expect(tally[what], what).to.be.above(RUNS / 100);
    }
  });
});
