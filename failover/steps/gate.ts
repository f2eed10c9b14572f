import { evaluateGate } from "../protocol/gate";
import { Refused } from "../protocol/ports";
import { done, type Step } from "./step";

/** Passes a target that may be promoted; with force, any, saying what is lost. */
export const gate: Step = async ({ plan, ports }) => {
  const database = await ports.database.describe(plan.to);
  if (database.id !== plan.database) {
    throw new Refused(`the database of ${plan.to} is ${database.id}, and was ${plan.database} when the plan was made`);
  }
  const verdict = evaluateGate(plan, database, ports.clock.now());
  if (verdict.pass) return done(verdict.reason);
  // Force accepts a loss that is named; a switchover promises none, and a refusal without a loss is no matter of data.
  if (plan.forced && plan.mode === "failover" && verdict.loss !== null) {
    return done(`forced although ${verdict.reason}: ${verdict.loss} may be lost`);
  }
  throw new Refused(verdict.reason);
};
