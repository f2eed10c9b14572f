import { FIRST_REGION } from "../testbed/topology";
import type { Scenario } from "./scenario";

export const databaseLoss: Scenario = {
  name: "database-loss",
  description: "the active region's database is killed; its application keeps answering, with errors",
  internalShare: 0,
  mayLose: true,
  async run(runner) {
    const { regions, settings } = runner.testbed;
    const { database } = regions.at(FIRST_REGION);
    await runner.steadyLoad();
    await runner.injectFault(`the database of ${FIRST_REGION} is lost`, () => database.crash());
    // The hosts still renew the lease, and the sentinel records that writes fail. Without force once the last beat is not recent.
    await runner.failOverByOperator({ decisionSeconds: settings.gate.aliveSeconds + 2 * settings.beatSeconds });
    await runner.steadyLoad();
  },
};
