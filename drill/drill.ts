import { LocalLease } from "./adapters/lease";
import { startReconcilers } from "./adapters/reconcilers";
import { startSentinels } from "./adapters/sentinels";
import { findDualWrites, readLedger } from "./ledger";
import { bySecond, countRequests, findLost, lossWindows, measureRecovery } from "./measure";
import type { DrillResult, Recovery } from "./result";
import { ScenarioRunner } from "./scenario-runner";
import type { Scenario } from "./scenarios/scenario";
import { scoreDrill } from "./score";
import { describeDatabase, describeEnforcement } from "./table";
import { Load } from "./testbed/load/load";
import type { Sample } from "./testbed/load/outcome";
import { ProcessTable } from "./testbed/processes/process-table";
import { seededRandom } from "./testbed/random";
import type { DrillSettings } from "./testbed/settings";
import { Testbed } from "./testbed/testbed";
import { FIRST_REGION, REGIONS, SECOND_REGION } from "./testbed/topology";
import { Timeline } from "./timeline";

/** The last part of the load, in which the system must have recovered, in milliseconds. */
const FINAL_PERIOD = 2000;

export interface DrillOptions {
  /** Keeps the folder with data and logs. */
  readonly keep: boolean;
  /** Whether the drill runs in a network namespace of its own; see `runInOwnNetwork`. */
  readonly ownNetwork: boolean;
  /** Receives one progress line at a time, with the seconds since the drill began. */
  readonly log: (seconds: number, line: string) => void;
  /** Stops the drill and every process that it started. */
  readonly signal: AbortSignal;
}

/**
 * Runs one scenario on this machine and measures the recovery.
 * @throws UserError when PostgreSQL is not installed; the signal's reason when it fires
 */
export async function drill(scenario: Scenario, settings: DrillSettings, options: DrillOptions): Promise<DrillResult> {
  const { keep, ownNetwork, log, signal } = options;
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason));
  });
  const processes = new ProcessTable(keep);
  const timeline = new Timeline(log);
  const starting = Testbed.start(settings, processes, ownNetwork);
  let started: StartedDrill | undefined;
  const ending = new AbortController();
  try {
    timeline.mark("note", "starting two regions, three lease regions and the edge");
    const testbed = await Promise.race([starting, aborted]);
    timeline.mark("note", `the application ${describeEnforcement(settings.application, testbed.regions.enforcement)}`);
    timeline.mark("note", `the databases are ${describeDatabase(settings.database)}`);
    startSentinels(testbed, ending.signal);
    startReconcilers(testbed, ending.signal);
    started = start(scenario, testbed, timeline);
    const error = await Promise.race([scenario.run(started.runner).then(() => null, messageOf), aborted]);
    started.runner.stop();
    started.load.stop();
    await started.load.settled();
    return await conclude(scenario, testbed, timeline, started, error);
  } finally {
    ending.abort();
    started?.runner.stop();
    started?.load.stop();
    if (keep) log(timeline.elapsed() / 1000, `data and logs are kept in ${processes.folder}`);
    // Close the process table first: a testbed that is still starting then fails instead of starting more processes.
    await processes.close();
    const testbed = await starting.catch(() => undefined);
    await testbed?.globalDatabase?.stop();
    testbed?.close();
  }
}

interface StartedDrill {
  readonly startedAt: Date;
  readonly runner: ScenarioRunner;
  readonly load: Load;
}

function start(scenario: Scenario, testbed: Testbed, timeline: Timeline): StartedDrill {
  const { settings, endpoints } = testbed;
  const load = new Load(
    { rate: settings.rate, writeShare: settings.writeShare, internalShare: scenario.internalShare },
    endpoints,
    seededRandom(settings.seed, "load"),
    timeline.elapsed,
  );
  timeline.mark("note", `${FIRST_REGION} is active; the load starts`);
  load.start();
  return { startedAt: new Date(), runner: new ScenarioRunner(testbed, timeline), load };
}

async function conclude(
  scenario: Scenario,
  testbed: Testbed,
  timeline: Timeline,
  { startedAt, runner, load: { samples } }: StartedDrill,
  error: string | null,
): Promise<DrillResult> {
  const seconds = timeline.elapsed() / 1000;
  await testbed.globalDatabase?.stop();
  const { active } = await new LocalLease(testbed.lease.from(SECOND_REGION)).read();
  const entries = [...runner.formerEntries, ...(testbed.globalDatabase?.snapshots ?? [])];
  const present = new Set<number>();
  const acknowledged = new Set(samples.filter(({ outcome }) => outcome === "ok").map(({ number }) => number));
  for (const name of REGIONS) {
    const { database } = testbed.regions.at(name);
    if (!database.running) await database.start();
    const ledger = await readLedger(database);
    entries.push(...ledger);
    if (name === active) for (const { number } of ledger) present.add(number);
  }
  const { marks, steps } = timeline;
  const recovery = runner.fault ? measureRecovery(runner.fault, marks, steps, samples, SECOND_REGION) : NO_RECOVERY;
  const lost = findLost(samples, present);
  const dualWrites = findDualWrites(entries, acknowledged);
  const end = samples.at(-1)?.began ?? 0;
  const windows = lossWindows(marks, steps, testbed.settings.gate.maxLossSeconds);
  const last = samples.filter(({ began, via }) => via === "edge" && began > end - FINAL_PERIOD);
  const failures = scoreDrill(scenario, { recovery, dualWrites, lost, lossWindows: windows, last, error });
  return {
    scenario: scenario.name,
    description: scenario.description,
    seed: testbed.settings.seed,
    startedAt: startedAt.toISOString(),
    passed: failures.length === 0,
    failures,
    recovery,
    requests: countRequests(samples),
    acknowledgedLost: lost.map(({ number }: Sample) => number ?? 0),
    dualWrites,
    settings: testbed.settings,
    leaseAgent: testbed.regions.leaseAgent.kind,
    enforcement: testbed.regions.enforcement,
    runs: runner.runs,
    timeline: { seconds, marks, steps, load: bySecond(samples, seconds) },
  };
}

const NO_RECOVERY: Recovery = {
  detect: null,
  decide: null,
  promote: null,
  switch: null,
  firstRead: null,
  firstWrite: null,
};

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
