import { AWAY, HOME } from "../testbed/topology";
import type { Scenario } from "./scenario";

export const double: Scenario = {
  name: "double",
  story: "the active region is lost, and two operators order the failover at the same moment",
  insideShare: 0,
  mayLose: true,
  async play(play) {
    play.watchHome();
    await play.calm();
    await play.strike(`${HOME} is lost`, () => play.lose(HOME));
    await play.untilHomeLost();
    const order = (by: string) => play.run({ mode: "failover", to: AWAY, by });
    await play.oneOf([order("first operator"), order("second operator")]);
    await play.calm();
  },
};
