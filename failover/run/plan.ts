import { randomBytes } from "node:crypto";
import { UserError } from "../../errors";
import { FLOWS } from "../protocol/flow";
import { evaluateGate, readWatermarks, waitsForGate } from "../protocol/gate";
import { expirySeconds } from "../protocol/lease";
import { decide, fold, pastPointOfNoReturn } from "../protocol/machine";
import type { FailoverPorts } from "../protocol/ports";
import type { FailoverRequest, GateLimits, JournalEntry, Lease, LeaseTiming, Plan } from "../protocol/types";
import { STEPS } from "../steps";
import { bounded } from "./bounded";
import { signOfLife } from "./sign-of-life";

/** Time limit for making a plan, which takes four quick calls, seconds. */
const PLANNING_SECONDS = 60;

/**
 * How long a planned run waits for the gate, seconds: a new replica's first beat is recorded by the sentinel's next invocation, a minute
 * later at most.
 */
const PLANNED_GATE_SECONDS = 180;

/** Settings of a stack that every run copies into its plan. */
export interface FailoverSettings {
  lease: LeaseTiming;
  gate: GateLimits;
  timing?: Plan["timing"];
}

/** A run to execute: a new one, or the unfinished one that holds the lease. */
export interface PlannedRun {
  plan: Plan;
  resumed: boolean;
  /** The plan as text, one line per step, with what is irreversible or lost marked. */
  lines: string[];
  /** Why the promotion gate refuses; null when it passes, when the run waits for it, and when the run is past it. */
  refusal: string | null;
}

/**
 * Reads the current state and makes the plan; changes nothing. An unfinished run that fits the request is resumed. One that does not
 * fit is replaced, from the lease as that run left it.
 * @throws UserError when the request makes no sense where things stand, saying what would
 */
export async function planRun(
  ports: FailoverPorts,
  settings: FailoverSettings,
  request: FailoverRequest,
): Promise<PlannedRun> {
  const { mode, to, force } = request;
  if (force !== undefined && force !== to) {
    throw new UserError(`--force: ${force} is not the target; to accept the loss, name the target again: ${to}`);
  }
  if (force !== undefined && mode !== "failover") {
    throw new UserError(
      `--force: a ${mode === "switchover" ? "switchover" : "rehearsal"} loses nothing; only a failover is forced`,
    );
  }
  return bounded(ports, PLANNING_SECONDS, (within) => make(within, settings, request));
}

async function make(ports: FailoverPorts, settings: FailoverSettings, request: FailoverRequest): Promise<PlannedRun> {
  const { mode, to, force } = request;
  const lease = await ports.lease.read();
  if (request.epoch !== undefined && request.epoch !== lease.epoch) {
    throw new UserError(
      `${to}: the loss was found in epoch ${request.epoch}, and the lease is at epoch ${lease.epoch}`,
    );
  }
  const holder = lease.run === null ? null : await ports.journal.read(lease.run);
  const unfinished = holder !== null && !finished(holder) ? holder : null;
  if (unfinished !== null) {
    const { plan, entries } = unfinished;
    const known = fold(entries);
    // A run whose promotion was refused is refused again, so a forced command replaces it.
    const isRefused = known.promote === "failed" && force !== undefined && !plan.forced;
    const fits = plan.mode === mode || (mode !== "rehearse" && pastPointOfNoReturn(known));
    if (plan.to === to && fits && !isRefused) {
      return { plan, resumed: true, lines: describe(plan, null), refusal: null };
    }
    if (mode !== "failover") {
      throw new UserError(
        `${to}: the ${plan.mode} to ${plan.to} (run ${plan.run}, epoch ${plan.epoch}) has not ended; end it first: ${command(plan)}`,
      );
    }
  } else if (lease.active === to) {
    throw new UserError(`${to}: is the active region already, since epoch ${lease.epoch}; name another`);
  }
  // The age of a beat is that at its read: another call may take much longer.
  const [database, { watermarks, now }] = await Promise.all([
    ports.database.describe(to),
    readWatermarks(ports.watermarks, lease, to).then((watermarks) => ({ watermarks, now: ports.clock.now() })),
  ]);
  const plan: Plan = {
    run: `${new Date(now).toISOString().replace(/[-:]|\.\d+/g, "")}-${randomBytes(4).toString("hex")}`,
    mode,
    from: regionLeft(lease, unfinished?.plan ?? null, to),
    to,
    before: lease,
    epoch: mode === "rehearse" ? lease.epoch : lease.epoch + 1,
    database: database.id,
    forced: force !== undefined,
    by: request.by,
    createdAt: now,
    gate: settings.gate,
    expirySeconds: expirySeconds(lease, settings.lease.driftRatio),
    timing: { ...(mode !== "failover" && { gate: { timeoutSeconds: PLANNED_GATE_SECONDS } }), ...settings.timing },
  };
  const verdict = evaluateGate(plan, database, watermarks, now);
  const found = signOfLife(plan, watermarks, now);
  const instead = lease.writes === "open" ? `; ${command({ mode: "switchover", to })} loses nothing` : "";
  const alive = found === null ? null : `${found}${instead}`;
  const overruled = plan.forced && (verdict.pass || verdict.loss !== null);
  const waits = !verdict.pass && waitsForGate(mode, verdict);
  const shown = alive === null ? [] : [`ALIVE: ${alive}`];
  if (mode === "failover" && verdict.pass) shown.push(`GATE: ${verdict.reason}`);
  const lines = describe(plan, verdict.pass || overruled ? verdict.loss : null, shown);
  if (waits) lines.push(`WAIT: the gate does not pass yet: ${verdict.reason}`);
  const refusal = alive ?? (verdict.pass || waits ? null : verdict.reason);
  return { plan, resumed: false, lines, refusal: overruled ? null : refusal };
}

/**
 * The old active region, which is fenced: never the target. When a failover replaces an unfinished run, its target may hold the lease
 * already, acquired for it or released to it: then the old region is the other one of that run.
 */
function regionLeft(lease: Lease, unfinished: Plan | null, to: string): string {
  const candidates = [lease.active, lease.lastWriter, unfinished?.from, unfinished?.to];
  return candidates.find((region) => region !== undefined && region !== to) ?? lease.active;
}

/** Whether a run is done or rolled back. */
export function finished({ plan, entries }: { plan: Plan; entries: readonly JournalEntry[] }): boolean {
  const decision = decide(plan.mode, fold(entries));
  return "outcome" in decision && (decision.outcome === "done" || decision.outcome === "rolled-back");
}

/** The command that resumes the run. */
export function command({ mode, to }: Pick<Plan, "mode" | "to">): string {
  return `redoubt ${mode} --to ${to}`;
}

function describe(plan: Plan, loss: string | null, findings: readonly string[] = []): string[] {
  const flow = FLOWS[plan.mode];
  const lines = [
    `${plan.mode} from ${plan.from} to ${plan.to}: run ${plan.run}, epoch ${plan.before.epoch} → ${plan.epoch}`,
  ];
  let number = 0;
  for (const { branches } of flow.stages) {
    for (const branch of branches) {
      for (const name of branch) {
        const { title, irreversible, afterExpiry } = STEPS[name];
        const marks = [
          branches.length > 1 && "side by side",
          afterExpiry && `${plan.expirySeconds} s`,
          flow.bestEffort.includes(name) && "best effort",
          irreversible && "IRREVERSIBLE",
        ].filter((mark) => mark !== false);
        number += 1;
        lines.push(`${String(number).padStart(2)}. ${title}${marks.length > 0 ? ` (${marks.join(", ")})` : ""}`);
      }
    }
  }
  if (flow.alwaysRollBack) lines.push(`then: ${flow.rollback.map((name) => STEPS[name].title).join("; ")}`);
  lines.push(...findings);
  if (loss !== null) lines.push(`LOSS: ${loss} may be lost`);
  return lines;
}
