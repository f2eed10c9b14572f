import { SFNClient, StartExecutionCommand } from "@aws-sdk/client-sfn";
import { awsPorts } from "../adapters/aws";
import { Application } from "../adapters/aws/application";
import { bounded, clientSettings, isError } from "../adapters/aws/bounded";
import { awsClients } from "../adapters/aws/clients";
import { DynamoLease } from "../adapters/aws/lease";
import { TableClient } from "../adapters/aws/table-client";
import type { Deployment } from "../deployment";
import { decide, fold } from "../protocol/machine";
import { type FailoverPorts, Refused } from "../protocol/ports";
import type { FailoverRequest, StepName } from "../protocol/types";
import { advance } from "../run/advance";
import { type Summary, summarise } from "../run/execute";
import { planRun } from "../run/plan";
import { systemClock } from "../run/system-clock";
import {
  answers,
  evaluateFailureDetector,
  type ObserverParts,
  observe as observeActive,
  readObservation,
} from "./failure-detector";
import { METRIC } from "./metric";

/** What the controller's functions are told in their environment; components/failover-controller.ts sets it. */
export interface ControllerEnvironment {
  /** JSON of the Deployment, as this region knows it. */
  readonly REDOUBT_DEPLOYMENT: string;
  /** The function's own region: the one that a controller makes active, or the third site. */
  readonly REDOUBT_HOME: string;
  /** The third site, for the function that judges. */
  readonly REDOUBT_OTHER_SITE?: string;
  /** ARN of the state machine that an automatic trigger starts; absent where people start it. */
  readonly REDOUBT_STATE_MACHINE?: string;
}

/** What a state of the definition asks for. */
export type StepEvent =
  | { readonly action: "plan"; readonly request: FailoverRequest }
  | { readonly action: "advance"; readonly run: string; readonly step: StepName; readonly begunAt: number | null }
  | { readonly action: "conclude"; readonly run: string };

/** Serves the state machine: makes the plan, one call of one step, or the summary. */
export async function step(event: StepEvent) {
  const { deployment, home } = surroundings();
  const ports = awsPorts(deployment, home, { clock: systemClock });
  switch (event.action) {
    case "plan": {
      const { request } = event;
      if (request.to !== home) throw new Refused(`to: got ${request.to}; this controller makes ${home} active`);
      const { plan, refusal } = await planRun(ports, deployment.settings, request);
      if (refusal !== null) throw new Refused(refusal);
      await ports.journal.begin(plan);
      return { run: plan.run, mode: plan.mode, expirySeconds: Math.ceil(plan.expirySeconds) };
    }
    case "advance": {
      const now = systemClock.now();
      const begunAt = event.begunAt ?? now;
      // A wall clock may go back between two invocations; only the first call is at 0.
      const elapsed = event.begunAt === null ? 0 : Math.max(0.001, (now - begunAt) / 1000);
      const { state, reason } = await advance(ports, event.run, event.step, elapsed);
      return { state, reason, begunAt };
    }
    case "conclude":
      return conclude(ports, event.run);
  }
}

/** How the run ended is the machine's to say, not the definition's. */
async function conclude(ports: FailoverPorts, run: string): Promise<Summary> {
  const journal = await ports.journal.read(run);
  if (journal === null) throw new Refused(`run ${run}: is in no journal`);
  const { plan, entries } = journal;
  const decision = decide(plan.mode, fold(entries));
  return summarise(plan, "outcome" in decision ? decision.outcome : "failed", entries);
}

/** Looks at the active region from the third site, which hosts no tier, and notes what it saw. */
export async function observe() {
  const { lease, parts, site } = watching();
  return observeActive(parts, await lease.read(), site);
}

/**
 * Looks at the active region from the standby itself, and judges. The verdict goes to the log as a metric for the alarm; where
 * the trigger is automatic and the standby itself answers, a failover is started, once an epoch.
 */
export async function watch() {
  const { site: home, lease: port, parts } = watching();
  const { REDOUBT_OTHER_SITE = "", REDOUBT_STATE_MACHINE: stateMachine } = process.env;
  const lease = await port.read();
  if (lease.active === home) return { lost: false, reason: `${home} is active itself`, started: false };
  const own = await observeActive(parts, lease, home);
  const other = await readObservation(parts.table, REDOUBT_OTHER_SITE);
  const verdict = evaluateFailureDetector(lease, other ? [own, other] : [own], systemClock.now());
  tellMetric(home, verdict.lost);
  if (!verdict.lost || stateMachine === undefined) return { ...verdict, started: false };
  if (!(await answers(parts.application, home))) {
    return { lost: true, reason: `${verdict.reason}; but ${home} does not answer either`, started: false };
  }
  const request: FailoverRequest = { mode: "failover", to: home, by: `watch of ${home}: ${verdict.reason}` };
  return { ...verdict, started: await start(stateMachine, `automatic-epoch-${lease.epoch}`, request) };
}

/** An execution's name is taken for 90 days: an epoch's automatic failover is started once. */
async function start(stateMachineArn: string, name: string, request: FailoverRequest): Promise<boolean> {
  const client = new SFNClient(clientSettings(stateMachineArn.split(":")[3] ?? ""));
  const command = new StartExecutionCommand({ stateMachineArn, name, input: JSON.stringify(request) });
  try {
    await bounded((options) => client.send(command, options));
    return true;
  } catch (error) {
    if (isError(error, "ExecutionAlreadyExists")) return false;
    throw error;
  }
}

function watching() {
  const { deployment, home: site } = surroundings();
  const table = new TableClient(deployment, site, awsClients.dynamodb);
  const noKey = () => Promise.reject(new Refused("watching asks no database"));
  const parts: ObserverParts = { table, application: new Application(deployment, noKey), clock: systemClock };
  return { site, lease: new DynamoLease(table), parts };
}

function surroundings(): { deployment: Deployment; home: string } {
  const { REDOUBT_DEPLOYMENT = "", REDOUBT_HOME = "" } = process.env;
  return { deployment: JSON.parse(REDOUBT_DEPLOYMENT) as Deployment, home: REDOUBT_HOME };
}

/** CloudWatch's embedded metric format: the log is the metric, and no call can fail. */
function tellMetric(home: string, lost: boolean): void {
  const metric = { Namespace: METRIC.namespace, Dimensions: [["Region"]], Metrics: [{ Name: METRIC.name }] };
  const document = {
    _aws: { Timestamp: systemClock.now(), CloudWatchMetrics: [metric] },
    Region: home,
    [METRIC.name]: Number(lost),
  };
  console.log(JSON.stringify(document));
}
