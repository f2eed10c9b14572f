import { AWAY, HOME } from "../testbed/topology";
import type { Scenario } from "./scenario";

export const switchover: Scenario = {
  name: "switchover",
  story: "a switchover to the standby under load, the old region rebuilt as its replica, and a switchover back",
  insideShare: 0,
  mayLose: false,
  async play(play) {
    await play.calm();
    await play.strike(`a switchover to ${AWAY} is ordered`, () => play.switchover(AWAY));
    await play.calm();
    await play.rebuild(HOME);
    await play.switchover(HOME);
    await play.calm();
  },
};
