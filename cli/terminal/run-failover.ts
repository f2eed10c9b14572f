import {
  type FailbackResult,
  type FailoverEvent,
  type FailoverResult,
  type ProposedChange,
  type Rebuild,
  type RecordedConfiguration,
  type Run,
  type RunOptions,
  recordFailover,
  recordRebuild,
} from "../../automation";
import { renderRecorded } from "../../automation/reconcile/recorded-configuration";
import type { RunFlags } from "../options";
import { agrees, confirmByTyping } from "./confirmation";
import { FailoverProgress, renderSummary } from "./failover-progress";

/** Exit code by outcome. */
const EXIT: Readonly<Record<FailoverResult["summary"]["outcome"], number>> = {
  done: 0,
  failed: 1,
  "rolled-back": 3,
  superseded: 4,
};

/** Runs a failover, switchover, rehearsal or failback: the plan and the steps on standard error, the result on standard output. */
export async function runFailover(
  start: (options: RunOptions) => Run<FailoverResult | FailbackResult, FailoverEvent>,
  flags: RunFlags,
): Promise<void> {
  const progress = new FailoverProgress();
  let planShown = () => {};
  const shown = new Promise<void>((resolve) => {
    planShown = resolve;
  });
  const confirm = async ({ region, lines }: ProposedChange) => {
    await shown;
    if (!flags.yes) await confirmByTyping(region, lines[0] ?? region);
  };
  const { project, outputs, url } = flags;
  const run = start({ project, outputs, url, confirm });
  try {
    for await (const event of run) {
      if (event.kind === "step") {
        progress.show(event);
        continue;
      }
      if (event.kind === "driver") {
        print(driverLine(event));
        continue;
      }
      print(event.change.lines.join("\n"));
      if (event.change.resumed) print("resumed: completed steps are not repeated");
      planShown();
    }
  } finally {
    progress.end();
  }
  const result = await run;
  if ("kind" in result && result.kind === "rebuild-prepared") await finishRebuild(result, flags);
  else await finish(result, flags);
}

function driverLine({ by, detail }: Extract<FailoverEvent, { kind: "driver" }>): string {
  return by === "controller"
    ? `the controller carries the run out; it continues if this command is interrupted (${detail})`
    : `this process carries the run out, because the controller cannot: ${detail}`;
}

async function finish({ summary, configuration, liveActive }: FailoverResult, flags: RunFlags): Promise<void> {
  process.stdout.write(`${flags.json ? JSON.stringify(summary, null, 2) : renderSummary(summary)}\n`);
  process.exitCode = EXIT[summary.outcome];
  if (configuration) await offerConfiguration(configuration, liveActive, flags);
}

/** Without these lines the next update would be refused. */
async function offerConfiguration(
  configuration: RecordedConfiguration,
  liveActive: string | undefined,
  flags: RunFlags,
): Promise<void> {
  print(`\n${flags.project} must have from now on, under config:\n${renderRecorded(configuration)}`);
  if (liveActive !== configuration.activeRegion) {
    print(
      liveActive === undefined
        ? "not written: the lease cannot be read; see redoubt status"
        : `not written: by the lease ${liveActive} is active now; see redoubt status`,
    );
    return;
  }
  if (!(await shouldWrite(flags))) return;
  recordFailover(flags.project, configuration);
  print(`written to ${flags.project}; next: redoubt up`);
}

async function finishRebuild(rebuild: Rebuild, flags: RunFlags): Promise<void> {
  const { region, databaseIdentifier, generation } = rebuild;
  const written = await shouldWrite(flags);
  if (written) recordRebuild(flags.project, rebuild);
  const next = `redoubt up, then redoubt failback --to ${region}`;
  const result = { rebuild: region, databaseIdentifier, generation, written, next };
  process.stdout.write(flags.json ? `${JSON.stringify(result, null, 2)}\n` : `next: ${next}\n`);
}

async function shouldWrite({ project, write, yes }: RunFlags): Promise<boolean> {
  return write === true || (!yes && (await agrees(`write this to ${project}?`)));
}

function print(text: string): void {
  process.stderr.write(`${text}\n`);
}
