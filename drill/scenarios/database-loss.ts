import { HOME } from "../testbed/topology";
import type { Scenario } from "./scenario";

export const databaseLoss: Scenario = {
  name: "database-loss",
  story: "the active region's database is killed; its application goes on answering, with errors",
  insideShare: 0,
  mayLose: true,
  async play(play) {
    play.watchHome();
    await play.calm();
    await play.strike(`the database of ${HOME} is lost`, () => play.testbed.regions.at(HOME).database.crash());
    await play.failoverWhenHomeLost();
    await play.calm();
  },
};
