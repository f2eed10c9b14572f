import { FIRST_REGION, SECOND_REGION } from "../testbed/topology";
import type { Scenario } from "./scenario";

export const repeatedFailovers: Scenario = {
  name: "repeated-failovers",
  description:
    "the active region is lost, rebuilt and made active again; the other region is rebuilt; the first one is lost again",
  internalShare: 0.1,
  mayLose: true,
  async run(runner) {
    for (const last of [false, true]) {
      runner.startFailureDetector();
      await runner.steadyLoad();
      await runner.injectFault(`${FIRST_REGION} is lost`, () => runner.loseRegion(FIRST_REGION));
      await runner.failOverWhenLost();
      await runner.steadyLoad();
      if (last) return;
      await runner.rebuild(FIRST_REGION);
      await runner.switchover(FIRST_REGION);
      await runner.rebuild(SECOND_REGION);
    }
  },
};
