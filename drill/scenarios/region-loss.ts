import { FIRST_REGION } from "../testbed/topology";
import type { Scenario } from "./scenario";

export const regionLoss: Scenario = {
  name: "region-loss",
  description:
    "every process of the active region is killed and its network is cut; later it is rebuilt and made active again",
  internalShare: 0,
  mayLose: true,
  async run(runner) {
    runner.startFailureDetector();
    await runner.steadyLoad();
    await runner.injectFault(`${FIRST_REGION} is lost`, () => runner.loseRegion(FIRST_REGION));
    await runner.failOverWhenLost();
    await runner.steadyLoad();
    await runner.rebuild(FIRST_REGION);
    await runner.switchover(FIRST_REGION);
    await runner.steadyLoad();
  },
};
