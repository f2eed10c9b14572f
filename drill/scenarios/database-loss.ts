import { FIRST_REGION } from "../testbed/topology";
import type { Scenario } from "./scenario";

export const databaseLoss: Scenario = {
  name: "database-loss",
  description: "the active region's database is killed; its application keeps answering, with errors",
  internalShare: 0,
  mayLose: true,
  async run(runner) {
    const { database } = runner.testbed.regions.at(FIRST_REGION);
    runner.startFailureDetector();
    await runner.steadyLoad();
    await runner.injectFault(`the database of ${FIRST_REGION} is lost`, () => database.crash());
    await runner.failOverWhenLost();
    await runner.steadyLoad();
  },
};
