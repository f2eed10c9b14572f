import { check } from "../../model/check";
import * as core from "../../model/core";

describe("failover, modelled in short (npm run test:model runs all of it)", () => {
  const seed = Number(process.env.REDOUBT_MODEL_SEED ?? Math.floor(Math.random() * 0x7fffffff));
  for (const own of [seed, seed + 1]) {
    it(`keeps its invariants and ends consistently with ${own % 2 === 0 ? "Aurora" : "RDS"}`, () =>
      check(core, 500, own));
  }
});
