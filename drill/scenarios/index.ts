import { concurrentFailovers } from "./concurrent-failovers";
import { databaseLoss } from "./database-loss";
import { grayFailure } from "./gray-failure";
import { oldPrimaryReturns } from "./old-primary-returns";
import { partition } from "./partition";
import { regionLoss } from "./region-loss";
import { repeatedFailovers } from "./repeated-failovers";
import type { Scenario } from "./scenario";
import { slowCommits } from "./slow-commits";
import { switchover } from "./switchover";

/** All scenarios, in the order in which `--all` runs them. */
export const SCENARIOS: readonly Scenario[] = [
  regionLoss,
  partition,
  grayFailure,
  databaseLoss,
  switchover,
  slowCommits,
  oldPrimaryReturns,
  concurrentFailovers,
  repeatedFailovers,
];
