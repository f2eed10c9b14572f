import { HOME } from "../testbed/topology";
import type { Scenario } from "./scenario";

export const comeback: Scenario = {
  name: "comeback",
  story: "the active region is lost, and is back as it was in the middle of the other's promotion",
  insideShare: 0.2,
  mayLose: true,
  async play(play) {
    play.watchHome();
    await play.calm();
    await play.strike(`${HOME} is lost`, () => play.lose(HOME));
    const back = play.whenBegun("promote", () => play.comeBack(HOME));
    await play.failoverWhenHomeLost();
    await back;
    await play.calm();
  },
};
