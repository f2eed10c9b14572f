import { userInfo } from "node:os";
import { UserError } from "../../errors";
import type { Mode } from "../../failover/protocol/types";
import { execute } from "../../failover/run/execute";
import { type PlannedRun, planRun } from "../../failover/run/plan";
import type { DeployedSystem } from "../deployment";
import { recordedAfter } from "../reconcile/recorded-configuration";
import { notStarted, ON_AWS, type RunSurroundings } from "./ports";
import type { FailoverEvent, FailoverOptions, FailoverResult, ProposedChange } from "./types";

/**
 * Plans a run, has it confirmed, and carries it out in this process.
 * @throws UserError when the target is unknown, the credentials are invalid, the promotion gate refuses, or the run cannot be planned
 */
export async function carryOut(
  { config, deployment }: DeployedSystem,
  mode: Mode,
  { to, force, by = `operator ${userInfo().username}`, confirm }: FailoverOptions,
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
  const summary = await execute(ports, planned.plan, (event) => emit({ kind: "step", ...event })).catch(notStarted);
  const liveActive = await ports.lease.read().then(
    ({ active }) => active,
    () => undefined,
  );
  if (summary.outcome !== "done" || mode === "rehearse") return { summary, liveActive };
  const promoted = summary.steps.some(({ step, state }) => step === "promote" && state === "done");
  const formerPrimary = promoted && summary.from !== to ? summary.from : undefined;
  return { summary, configuration: recordedAfter(config, { active: to, formerPrimary }), liveActive };
}

/** What an operator can do when the promotion gate refuses. */
function alternatives({ plan: { to, from } }: PlannedRun, mode: Mode): string {
  if (mode === "failover") return `to accept the loss, name the region again: --force ${to}`;
  return [
    `if its database must be rebuilt first, run redoubt failback --to ${to}`,
    `if it lags, wait until it has caught up (redoubt preflight --to ${to}); ${from} stays active`,
  ].join("\n");
}
