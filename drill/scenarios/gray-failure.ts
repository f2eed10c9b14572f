import { HOME } from "../testbed/topology";
import type { Scenario } from "./scenario";

export const grey: Scenario = {
  name: "grey",
  story: "the active region is slow and breaks connections off at random, and neither up nor down",
  insideShare: 0,
  mayLose: true,
  async play(play) {
    play.watchHome();
    await play.calm();
    await play.strike(`${HOME} turns slow and unreliable`, async () => play.testbed.network.sicken(HOME));
    await play.failoverWhenHomeLost();
    await play.calm();
    play.note(`${HOME} is well again`);
    play.testbed.network.heal();
    await play.calm();
  },
};
