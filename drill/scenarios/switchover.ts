import { FIRST_REGION, SECOND_REGION } from "../testbed/topology";
import type { Scenario } from "./scenario";

export const switchover: Scenario = {
  name: "switchover",
  description:
    "a switchover to the standby under load; the first region's database is rebuilt as a replica, then a switchover back",
  internalShare: 0,
  mayLose: false,
  async run(runner) {
    await runner.steadyLoad();
    await runner.injectFault(`a switchover to ${SECOND_REGION} is requested`, () => runner.switchover(SECOND_REGION));
    await runner.steadyLoad();
    await runner.rebuild(FIRST_REGION);
    await runner.switchover(FIRST_REGION);
    await runner.steadyLoad();
  },
};
