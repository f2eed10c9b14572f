import { HOME } from "../testbed/topology";
import type { Scenario } from "./scenario";

export const regionLoss: Scenario = {
  name: "region-loss",
  story: "every process of the active region is killed and its network falls silent; then it is rebuilt and taken back",
  insideShare: 0,
  mayLose: true,
  async play(play) {
    play.watchHome();
    await play.calm();
    await play.strike(`${HOME} is lost`, () => play.lose(HOME));
    await play.failoverWhenHomeLost();
    await play.calm();
    await play.rebuild(HOME);
    await play.switchover(HOME);
    await play.calm();
  },
};
