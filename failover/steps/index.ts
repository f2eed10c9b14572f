import type { StepName } from "../protocol/types";
import { acquireLease } from "./acquire-lease";
import { catchUp } from "./catch-up";
import { expireLease } from "./expire-lease";
import { fence } from "./fence";
import { gate } from "./gate";
import { holdWrites } from "./hold-writes";
import { notify } from "./notify";
import { openLease } from "./open-lease";
import { probeTarget } from "./probe-target";
import { promote } from "./promote";
import { raiseCapacity } from "./raise-capacity";
import { releaseFence } from "./release-fence";
import { releaseLease } from "./release-lease";
import { reopenEdge } from "./reopen-edge";
import { restoreCapacity } from "./restore-capacity";
import type { StepDefinition } from "./step";
import { switchEdge } from "./switch-edge";
import { switchRoutes } from "./switch-routes";
import { unfence } from "./unfence";
import { verify } from "./verify";

/** Every step by name. */
export const STEPS: Readonly<Record<StepName, StepDefinition>> = {
  gate,
  "acquire-lease": acquireLease,
  fence,
  "release-fence": releaseFence,
  "hold-writes": holdWrites,
  "expire-lease": expireLease,
  "catch-up": catchUp,
  promote,
  "raise-capacity": raiseCapacity,
  "probe-target": probeTarget,
  "open-lease": openLease,
  "switch-routes": switchRoutes,
  "switch-edge": switchEdge,
  verify,
  notify,
  "release-lease": releaseLease,
  unfence,
  "reopen-edge": reopenEdge,
  "restore-capacity": restoreCapacity,
};
