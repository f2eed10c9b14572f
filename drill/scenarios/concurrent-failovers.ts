import { FIRST_REGION, SECOND_REGION } from "../testbed/topology";
import type { Scenario } from "./scenario";

export const concurrentFailovers: Scenario = {
  name: "concurrent-failovers",
  description: "the active region is lost, and two operators start a failover at the same moment",
  internalShare: 0,
  mayLose: true,
  async run(runner) {
    runner.startFailureDetector();
    await runner.steadyLoad();
    await runner.injectFault(`${FIRST_REGION} is lost`, () => runner.loseRegion(FIRST_REGION));
    await runner.untilFirstRegionLost();
    const start = (by: string) => runner.failover({ mode: "failover", to: SECOND_REGION, by });
    await runner.expectOneDone([start("first operator"), start("second operator")]);
    await runner.steadyLoad();
  },
};
