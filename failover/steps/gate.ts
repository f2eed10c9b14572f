import { evaluateGate, readWatermarks, waitsForGate } from "../protocol/gate";
import { Refused } from "../protocol/ports";
import { define, done, pending } from "./step";

/**
 * Passes if the target may be promoted. With force it passes if the gate's verdict names the loss. A planned run waits for a replica that
 * was just rebuilt or is catching up.
 */
export const gate = define({
  title: "check that the target's database may be promoted",
  call: async ({ plan, ports }) => {
    const database = await ports.database.describe(plan.to);
    if (database.id !== plan.database) {
      throw new Refused(
        `the database of ${plan.to} is ${database.id}, and was ${plan.database} when the plan was made`,
      );
    }
    const watermarks = await readWatermarks(ports.watermarks, plan.before, plan.to);
    const verdict = evaluateGate(plan, database, watermarks, ports.clock.now());
    if (verdict.pass) return done(verdict.reason);
    // Force accepts a named loss. A switchover must lose nothing, and a refusal without a loss has another reason.
    if (plan.forced && plan.mode === "failover" && verdict.loss !== null) {
      return done(`forced although ${verdict.reason}: ${verdict.loss} may be lost`);
    }
    if (waitsForGate(plan.mode, verdict)) return pending(verdict.reason);
    throw new Refused(verdict.reason);
  },
});
