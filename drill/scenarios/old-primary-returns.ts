import { FIRST_REGION } from "../testbed/topology";
import type { Scenario } from "./scenario";

export const oldPrimaryReturns: Scenario = {
  name: "old-primary-returns",
  description: "the active region is lost and returns unchanged while the other region's database is being promoted",
  internalShare: 0.2,
  mayLose: true,
  async run(runner) {
    runner.startFailureDetector();
    await runner.steadyLoad();
    await runner.injectFault(`${FIRST_REGION} is lost`, () => runner.loseRegion(FIRST_REGION));
    const returned = runner.whenStepStarts("promote", () => runner.restartRegion(FIRST_REGION));
    await runner.failOverWhenLost();
    await returned;
    await runner.steadyLoad();
  },
};
