import { userInfo } from "node:os";
import { UserError } from "../../errors";
import type { FailoverPorts } from "../../failover/protocol/ports";
import type { Mode, Plan } from "../../failover/protocol/types";
import { execute, type StepEvent } from "../../failover/run/execute";
import { ControllerUnavailable, follow, type RunController } from "../../failover/run/follow";
import { type PlannedRun, planRun } from "../../failover/run/plan";
import { notifyFailure, type Summary } from "../../failover/run/summary";
import type { DeployedSystem } from "../deployment";
import { recordedAfter } from "../reconcile/recorded-configuration";
import { liveConfiguration } from "./live-configuration";
import { notStarted, ON_AWS, type RunSurroundings } from "./ports";
import type { FailoverEvent, FailoverOptions, FailoverResult, ProposedChange } from "./types";

/**
 * Plans a run, has it confirmed, and has it carried out by the target region's controller.
 * @throws UserError when the target is unknown, the credentials are invalid, the promotion gate refuses, or the run cannot be planned
 */
export async function carryOut(
  { config, deployment }: DeployedSystem,
  mode: Mode,
  { to, force, by = `operator ${userName()}`, confirm }: FailoverOptions,
  emit: (event: FailoverEvent) => void,
  surroundings: RunSurroundings = ON_AWS,
): Promise<FailoverResult> {
  if (!(to in deployment.regions)) {
    throw new UserError(
      `--to: got ${to}, which is not in the topology; name one of ${Object.keys(deployment.regions).join(", ")}`,
    );
  }
  const ports = surroundings.ports(deployment, to);
  await surroundings.checkCredentials(to).catch(notStarted);
  const planned = await planRun(ports, deployment.settings, { mode, to, force, by }).catch(notStarted);
  const change: ProposedChange = { region: to, lines: planned.lines, resumed: planned.resumed };
  emit({ kind: "planned", change });
  if (planned.refusal !== null) throw new UserError(`refused: ${planned.refusal}\n${alternatives(planned, mode)}`);
  await confirm?.(change);
  const controller = surroundings.controller(deployment, to);
  const summary = await byControllerOrHere(ports, planned.plan, controller, emit).catch(notStarted);
  const live = await ports.lease.read().catch(() => undefined);
  const ended = { summary, liveActive: live?.active };
  if (summary.outcome !== "done" || mode === "rehearse") return ended;
  if (live?.active === to) {
    return { ...ended, configuration: await liveConfiguration(ports, live, config.quarantined) };
  }
  const promoted = summary.steps.some(({ step, state }) => step === "promote" && state === "done");
  const formerPrimary = promoted && summary.from !== to ? summary.from : undefined;
  return { ...ended, configuration: recordedAfter(config, { active: to, formerPrimary }) };
}

/**
 * The target region's controller carries the run out, so that it does not depend on this process; this process does where the controller
 * cannot be reached. Both may, because each call of a step reads the journal and the lease first.
 */
async function byControllerOrHere(
  ports: FailoverPorts,
  plan: Plan,
  controller: RunController,
  emit: (event: FailoverEvent) => void,
): Promise<Summary> {
  const observe = (event: StepEvent) => emit({ kind: "step", ...event });
  const started = (execution: string) => emit({ kind: "driver", by: "controller", detail: execution });
  try {
    return await follow(ports, plan, controller, started, observe);
  } catch (error) {
    if (!(error instanceof ControllerUnavailable)) throw error;
    emit({ kind: "driver", by: "process", detail: error.message });
    const summary = await execute(ports, plan, observe);
    await notifyFailure(ports, plan, summary);
    return summary;
  }
}

/** The user of this process, for the journal. A container may run under a number that has no name. */
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return process.env.USER ?? `with user id ${process.getuid?.()}`;
  }
}

/** What an operator can do when the promotion gate refuses. */
function alternatives({ plan: { to, from } }: PlannedRun, mode: Mode): string {
  if (mode === "failover") return `to accept the loss, name the region again: --force ${to}`;
  return [
    `if its database must be rebuilt first, run redoubt failback --to ${to}`,
    `if it lags, wait until it has caught up (redoubt preflight --to ${to}); ${from} stays active`,
  ].join("\n");
}
