import { FIRST_REGION } from "../testbed/topology";
import type { Scenario } from "./scenario";

export const grayFailure: Scenario = {
  name: "gray-failure",
  description:
    "the network into the active region becomes slow and breaks connections at random, so the region is neither up nor down",
  internalShare: 0,
  mayLose: true,
  async run(runner) {
    const { network } = runner.testbed;
    await runner.steadyLoad();
    await runner.injectFault(`the network of ${FIRST_REGION} degrades`, async () => network.degrade(FIRST_REGION));
    // Its database still commits beats. A switchover would need the region to answer, so the operator forces the failover.
    await runner.failOverByOperator({ force: true });
    await runner.steadyLoad();
    runner.note(`the network of ${FIRST_REGION} is healthy again`);
    network.heal();
    await runner.steadyLoad();
  },
};
