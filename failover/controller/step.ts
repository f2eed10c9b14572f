import { awsPorts } from "../adapters/aws";
import { dynamodbClient } from "../adapters/aws/clients/dynamodb";
import { rdsClient } from "../adapters/aws/clients/rds";
import { TableClient } from "../adapters/aws/table-client";
import type { Deployment } from "../deployment";
import { refusal } from "../protocol/lease";
import { decide, fold } from "../protocol/machine";
import { type FailoverPorts, Refused } from "../protocol/ports";
import type { FailoverRequest, Plan, StepName } from "../protocol/types";
import { advance } from "../run/advance";
import { planRun } from "../run/plan";
import { reconcile } from "../run/reconcile";
import { notifyFailure, type Summary, summarise } from "../run/summary";
import { systemClock } from "../run/system-clock";
import { readEnvironment } from "./environment";
import { scheduledPreflight } from "./scheduled-preflight";

/** Input of the function, from a state of the state machine. */
export type StepRequest =
  /** A request of the failure detector or of an operator, or a run that is in the journal already. */
  | { readonly action: "plan"; readonly request: FailoverRequest | { readonly run: string } }
  | { readonly action: "advance"; readonly run: string; readonly step: StepName; readonly begunAt: number | null }
  | { readonly action: "conclude"; readonly run: string }
  /** Once a minute, from the schedule. */
  | { readonly action: "reconcile" };

/** The ports and the table's client by environment: warm invocations share them, and so remember which endpoint answered. */
const madeFor = new Map<string, { ports: FailoverPorts; table: TableClient }>();

/** The state machine's function: makes the plan, calls a step once, or concludes the run. */
export async function step(input: StepRequest) {
  const { deployment, home } = readEnvironment();
  const key = `${home} ${process.env.REDOUBT_DEPLOYMENT}`;
  const made = madeFor.get(key) ?? {
    ports: awsPorts(deployment, home, { clock: systemClock }),
    table: new TableClient(deployment, home, dynamodbClient),
  };
  madeFor.set(key, made);
  const { ports, table } = made;
  switch (input.action) {
    case "plan": {
      const plan = await planOf(ports, deployment, home, input.request);
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
      const { active, quarantined, writes } = await ports.lease.read();
      if (active !== home && writes === "open" && !quarantined.includes(home)) {
        await scheduledPreflight({ deployment, to: home, ports, table, clients: { rds: rdsClient } }).catch(
          (error: Error) => console.error(`preflight: ${error.message}`),
        );
      }
      return tasks;
    }
  }
}

/** The plan of the run, written to the journal. */
async function planOf(
  ports: FailoverPorts,
  { settings }: Deployment,
  home: string,
  request: Extract<StepRequest, { action: "plan" }>["request"],
): Promise<Plan> {
  if ("run" in request) {
    const journal = await ports.journal.read(request.run);
    if (journal === null) throw new Refused(`run ${request.run}: is not in the journal`);
    if (journal.plan.to !== home) throw notHome(journal.plan.to, home);
    return journal.plan;
  }
  if (request.to !== home) throw notHome(request.to, home);
  const { plan, refusal: reason } = await planRun(ports, settings, request);
  if (reason !== null) throw new Refused(reason);
  await ports.journal.begin(plan);
  return plan;
}

function notHome(to: string, home: string): Refused {
  return new Refused(`to: got ${to}; this controller makes ${home} active`);
}

/** The machine determines the outcome, not the state machine's definition. Subscribers are notified of a run that failed. */
async function conclude(ports: FailoverPorts, run: string): Promise<Summary> {
  const journal = await ports.journal.read(run);
  if (journal === null) throw new Refused(`run ${run}: is not in the journal`);
  const { plan, entries } = journal;
  const decision = decide(plan.mode, fold(entries));
  const outcome = "outcome" in decision ? decision.outcome : "failed";
  // A step that found another run in the lease is journalled as failed.
  const superseded = outcome === "failed" && refusal(plan, await ports.lease.read(), true) !== null;
  const summary = summarise(plan, superseded ? "superseded" : outcome, entries);
  await notifyFailure(ports, plan, summary);
  return summary;
}
