import type { Mutation } from "../bundle";
import { AGENT_MUTATIONS } from "./agents";
import { AURORA_MUTATIONS } from "./aurora";
import { BESIDE_MUTATIONS } from "./beside";
import { CONTROLLER_MUTATIONS } from "./controllers";
import { GATE_MUTATIONS } from "./gate";
import { LEASE_MUTATIONS } from "./lease";
import { MOVE_MUTATIONS } from "./moves";
import { PROMOTION_MUTATIONS } from "./promotion";
import { RUN_MUTATIONS } from "./runs";

/** One change of the sources each. The model must detect every one. */
export const MUTATIONS: readonly Mutation[] = [
  ...LEASE_MUTATIONS,
  ...GATE_MUTATIONS,
  ...PROMOTION_MUTATIONS,
  ...BESIDE_MUTATIONS,
  ...RUN_MUTATIONS,
  ...AGENT_MUTATIONS,
  ...MOVE_MUTATIONS,
  ...CONTROLLER_MUTATIONS,
  ...AURORA_MUTATIONS,
];
