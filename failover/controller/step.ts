import { awsPorts } from "../adapters/aws";
import { decide, fold } from "../protocol/machine";
import { type FailoverPorts, Refused } from "../protocol/ports";
import type { FailoverRequest, StepName } from "../protocol/types";
import { advance } from "../run/advance";
import { type Summary, summarise } from "../run/execute";
import { planRun } from "../run/plan";
import { reconcile } from "../run/reconcile";
import { systemClock } from "../run/system-clock";
import { readEnvironment } from "./environment";

/** Input of the function, from a state of the state machine. */
export type StepRequest =
  | { readonly action: "plan"; readonly request: FailoverRequest }
  | { readonly action: "advance"; readonly run: string; readonly step: StepName; readonly begunAt: number | null }
  | { readonly action: "conclude"; readonly run: string }
  /** Once a minute, from the schedule. */
  | { readonly action: "reconcile" };

/** The state machine's function: makes the plan, calls a step once, or concludes the run. */
export async function step(input: StepRequest) {
  const { deployment, home } = readEnvironment();
  const ports = awsPorts(deployment, home, { clock: systemClock });
  switch (input.action) {
    case "plan": {
      const { request } = input;
      if (request.to !== home) throw new Refused(`to: got ${request.to}; this controller makes ${home} active`);
      const { plan, refusal } = await planRun(ports, deployment.settings, request);
      if (refusal !== null) throw new Refused(refusal);
      await ports.journal.begin(plan);
      return { run: plan.run, mode: plan.mode, expirySeconds: Math.ceil(plan.expirySeconds) };
    }
    case "advance": {
      const now = systemClock.now();
      const begunAt = input.begunAt ?? now;
      // A wall clock may go back between two invocations; only the first call is at 0.
      const elapsed = input.begunAt === null ? 0 : Math.max(0.001, (now - begunAt) / 1000);
      const { state, reason } = await advance(ports, input.run, input.step, elapsed);
      return { state, reason, begunAt };
    }
    case "conclude":
      return conclude(ports, input.run);
    case "reconcile": {
      const tasks = await reconcile(ports, home);
      for (const { what, region, fault } of tasks) if (fault) console.error(`${what} of ${region}: ${fault}`);
      return tasks;
    }
  }
}

/** Computes the outcome from the journal; the state machine does not decide it. */
async function conclude(ports: FailoverPorts, run: string): Promise<Summary> {
  const journal = await ports.journal.read(run);
  if (journal === null) throw new Refused(`run ${run}: is not in the journal`);
  const { plan, entries } = journal;
  const decision = decide(plan.mode, fold(entries));
  return summarise(plan, "outcome" in decision ? decision.outcome : "failed", entries);
}
