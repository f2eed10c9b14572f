import { FIRST_REGION } from "../testbed/topology";
import type { Scenario } from "./scenario";

export const databaseLoss: Scenario = {
  name: "database-loss",
  description: "the active region's database is killed; its application keeps answering, with errors",
  internalShare: 0,
  mayLose: true,
  async run(runner) {
    const { database } = runner.testbed.regions.at(FIRST_REGION);
    await runner.steadyLoad();
    await runner.injectFault(`the database of ${FIRST_REGION} is lost`, () => database.crash());
    // Agents still renew the lease, which the gate counts as signs of life: it refuses, and the operator accepts the loss.
    await runner.failOverByOperator({ force: true });
    await runner.steadyLoad();
  },
};
