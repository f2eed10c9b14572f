import { comeback } from "./comeback";
import { databaseLoss } from "./database-loss";
import { double } from "./double";
import { grey } from "./grey";
import { partition } from "./partition";
import { planned } from "./planned";
import { regionLoss } from "./region-loss";
import type { Scenario } from "./scenario";

/** In the order in which `--all` plays them. */
export const SCENARIOS: readonly Scenario[] = [regionLoss, partition, grey, databaseLoss, planned, comeback, double];
