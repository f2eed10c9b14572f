import { FIRST_REGION } from "../testbed/topology";
import type { Scenario } from "./scenario";

export const partition: Scenario = {
  name: "partition",
  description: "the active region is cut off from everything except its own clients, while its processes keep running",
  internalShare: 0.2,
  mayLose: true,
  async run(runner) {
    const { network } = runner.testbed;
    runner.startFailureDetector();
    await runner.steadyLoad();
    await runner.injectFault(`${FIRST_REGION} is cut off from all but its own clients`, async () =>
      network.isolate(FIRST_REGION),
    );
    await runner.failOverWhenLost();
    await runner.steadyLoad();
    runner.note(`${FIRST_REGION} is connected again`);
    network.heal();
    await runner.steadyLoad();
  },
};
