import { check } from "../../model/check";
import * as core from "../../model/core";

describe("failover, modelled in short (npm run test:model runs all of it)", () => {
  it("keeps its invariants and ends consistently", async () => {
    const seed = Number(process.env.REDOUBT_MODEL_SEED ?? Math.floor(Math.random() * 0x7fffffff));
    await check(core, 1000, seed);
  });
});
