import { HOME } from "../testbed/topology";
import type { Scenario } from "./scenario";

export const partition: Scenario = {
  name: "partition",
  story: "the active region is cut off from everything but its own clients, alive and believing itself active",
  insideShare: 0.2,
  mayLose: true,
  async play(play) {
    play.watchHome();
    await play.calm();
    await play.strike(`${HOME} is cut off from all but its own clients`, async () =>
      play.testbed.network.isolate(HOME),
    );
    await play.failoverWhenHomeLost();
    await play.calm();
    play.note(`${HOME} is connected again`);
    play.testbed.network.heal();
    await play.calm();
  },
};
