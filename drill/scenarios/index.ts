import { double } from "./concurrent-failovers";
import { databaseLoss } from "./database-loss";
import { grey } from "./gray-failure";
import { comeback } from "./old-primary-returns";
import { partition } from "./partition";
import { regionLoss } from "./region-loss";
import type { Scenario } from "./scenario";
import { switchover } from "./switchover";

/** In the order in which `--all` plays them. */
export const SCENARIOS: readonly Scenario[] = [regionLoss, partition, grey, databaseLoss, switchover, comeback, double];
