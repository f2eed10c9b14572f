import { check } from "../../model/check";
import * as core from "../../model/core";

describe("failover, modelled in short (npm run test:model for all of it)", () => {
  it("keeps its invariants and finds its way out", async () => {
    await check(core, 1000);
  });
});
