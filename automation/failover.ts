import { userInfo } from "node:os";
import type { RunFlags } from "../cli/commands/run-options";
import { agrees, confirmByTyping } from "../cli/terminal/confirmation";
import { RunProgress, renderSummary } from "../cli/terminal/run-progress";
import { UserError } from "../errors";
import { awsPorts } from "../failover/adapters/aws";
import type { Deployment } from "../failover/deployment";
import { type FailoverPorts, Refused } from "../failover/protocol/ports";
import type { Mode, Outcome } from "../failover/protocol/types";
import { execute, type Summary } from "../failover/run/execute";
import { type PlannedRun, planRun } from "../failover/run/plan";
import { systemClock } from "../failover/run/system-clock";
import { type Deployed, readDeployment } from "./deployment";
import { follow, renderFollowed, writeFollowed } from "./reconcile/recorded-configuration";

/** What a run that did not end well exits with. */
const EXIT: Readonly<Record<Outcome, number>> = { done: 0, failed: 1, "rolled-back": 3, superseded: 4 };

/** Plans, shows, asks, carries out, and sums up. */
export async function run(flags: RunFlags, mode: Mode, to: string, force?: string): Promise<void> {
  const deployed = await readDeployment(flags);
  await runDeployed(deployed, flags, mode, to, force);
}

/**
 * The same, where what is deployed has been read already.
 * @param makePorts stands in for AWS in tests
 */
export async function runDeployed(
  deployed: Deployed,
  flags: RunFlags,
  mode: Mode,
  to: string,
  force?: string,
  makePorts: (deployment: Deployment, to: string) => FailoverPorts = portsOnAws,
): Promise<void> {
  const { deployment } = deployed;
  if (!(to in deployment.regions)) {
    throw new UserError(
      `--to: got ${to}, which is not in the topology; name one of ${Object.keys(deployment.regions).join(", ")}`,
    );
  }
  const ports = makePorts(deployment, to);
  const planned = await plan(ports, deployed, { mode, to, force });
  tell(planned.lines.join("\n"));
  if (planned.resumed) tell("resumed: what is done already is not done again");
  if (planned.refusal !== null) throw new UserError(`refused: ${planned.refusal}${wayOut(planned, mode)}`);
  if (!flags.yes) await confirmByTyping(to, planned.lines[0] ?? mode);
  const progress = new RunProgress();
  const summary = await execute(ports, planned.plan, progress.observe)
    .catch((error) => {
      throw new UserError(`nothing was done: ${error instanceof Error ? error.message : error}`);
    })
    .finally(() => progress.end());
  process.stdout.write(`${flags.json ? JSON.stringify(summary, null, 2) : renderSummary(summary)}\n`);
  process.exitCode = EXIT[summary.outcome];
  if (summary.outcome === "done" && mode !== "rehearse") await offerLines(deployed, ports, flags, summary);
}

async function plan(
  ports: FailoverPorts,
  { deployment }: Deployed,
  request: { mode: Mode; to: string; force?: string },
): Promise<PlannedRun> {
  try {
    return await planRun(ports, deployment.settings, { ...request, by: `operator ${userInfo().username}` });
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(`nothing was done: ${error instanceof Error ? error.message : error}`);
  }
}

/** What a person can do about a gate that refuses. */
function wayOut({ plan: { to, from } }: PlannedRun, mode: Mode): string {
  if (mode === "failover") {
    return `\nto accept the loss, name the region again: --force ${to}`;
  }
  return [
    "",
    `where its database has to be rebuilt, redoubt failback --to ${to} prepares that;`,
    `where it lags, wait until it does not (redoubt preflight --to ${to}); ${from} serves meanwhile`,
  ].join("\n");
}

/** The code has to follow, or the next update would be refused. */
async function offerLines(
  { config }: Deployed,
  ports: FailoverPorts,
  flags: RunFlags,
  summary: Summary,
): Promise<void> {
  const { to, from } = summary;
  const wasPromoted = summary.steps.some(({ step, state }) => step === "promote" && state === "done");
  const followed = follow(config, to, wasPromoted && from !== to ? from : null);
  tell(`\n${flags.project} is to say from now on, under config:\n${renderFollowed(followed)}`);
  const active = (await ports.lease.read().catch(() => null))?.active;
  if (active !== to) return tell(`not written: the lease says ${active ?? "nothing"} by now; see redoubt status`);
  if (flags.write || (!flags.yes && (await agrees(`write this into ${flags.project}?`)))) {
    writeFollowed(flags.project, followed);
    tell(`written to ${flags.project}; then: redoubt up`);
  }
}

/** @throws UserError when the region is not deployed */
export function portsOnAws(deployment: Deployment, to: string): FailoverPorts {
  try {
    return awsPorts(deployment, to, { clock: systemClock });
  } catch (error) {
    if (error instanceof Refused) throw new UserError(error.message);
    throw error;
  }
}

function tell(text: string): void {
  process.stderr.write(`${text}\n`);
}
