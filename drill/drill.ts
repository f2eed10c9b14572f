import { LocalLease } from "./adapters/lease";
import { findDualWrites, readLedger } from "./ledger";
import { bySecond, countRequests, findLost, measureRecovery } from "./measure";
import type { DrillResult, Recovery } from "./result";
import { Play } from "./scenario-runner";
import type { Scenario } from "./scenarios/scenario";
import { judge } from "./score";
import { Load } from "./testbed/load/load";
import type { Sample } from "./testbed/load/outcome";
import { ProcessTable } from "./testbed/processes/process-table";
import { seededRandom } from "./testbed/random";
import type { DrillSettings } from "./testbed/settings";
import { Testbed } from "./testbed/testbed";
import { AWAY, HOME, REGIONS } from "./testbed/topology";
import { Timeline } from "./timeline";

/** How much of the end of the load must be well, in milliseconds. */
const LAST = 2000;

export interface DrillOptions {
  /** Leaves the folder with data and logs. */
  readonly keep: boolean;
  /** One line for people, as it happens. */
  readonly tell: (seconds: number, line: string) => void;
  /** Ends the drill early, with everything that it started. */
  readonly signal: AbortSignal;
}

/**
 * Plays one scenario on this machine and measures it.
 * @throws UserError when PostgreSQL is not installed; the signal's reason when it fires
 */
export async function drill(scenario: Scenario, settings: DrillSettings, options: DrillOptions): Promise<DrillResult> {
  const { keep, tell, signal } = options;
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason));
  });
  const processes = new ProcessTable(keep);
  const timeline = new Timeline(tell);
  const starting = Testbed.start(settings, processes);
  let played: Played | undefined;
  try {
    timeline.mark("note", "starting two regions, three lease regions and the edge");
    const testbed = await Promise.race([starting, aborted]);
    played = begin(scenario, testbed, timeline);
    const broken = await Promise.race([scenario.play(played.play).then(() => null, messageOf), aborted]);
    played.play.end();
    played.load.stop();
    await played.load.settled();
    return await conclude(scenario, testbed, timeline, played, broken);
  } finally {
    played?.play.end();
    played?.load.stop();
    if (keep) tell(timeline.elapsed() / 1000, `data and logs are kept in ${processes.folder}`);
    // First the processes: what this one may still be starting then fails, instead of starting more.
    await processes.close();
    (await starting.catch(() => undefined))?.close();
  }
}

interface Played {
  readonly playedAt: Date;
  readonly play: Play;
  readonly load: Load;
}

function begin(scenario: Scenario, testbed: Testbed, timeline: Timeline): Played {
  const { settings, doors } = testbed;
  const load = new Load(
    { rate: settings.rate, writeShare: settings.writeShare, insideShare: scenario.insideShare },
    doors,
    seededRandom(settings.seed, "load"),
    timeline.elapsed,
  );
  timeline.mark("note", `${HOME} serves; the load begins`);
  load.start();
  return { playedAt: new Date(), play: new Play(testbed, timeline), load };
}

async function conclude(
  scenario: Scenario,
  testbed: Testbed,
  timeline: Timeline,
  { playedAt, play, load: { samples } }: Played,
  broken: string | null,
): Promise<DrillResult> {
  const seconds = timeline.elapsed() / 1000;
  const { active } = await new LocalLease(testbed.lease.from(AWAY)).read();
  const entries = [...play.formerEntries];
  const kept = new Set<number>();
  for (const name of REGIONS) {
    const { database } = testbed.regions.at(name);
    if (!database.running) await database.start();
    const ledger = await readLedger(database);
    entries.push(...ledger);
    if (name === active) for (const { number } of ledger) kept.add(number);
  }
  const { marks, steps } = timeline;
  const recovery = play.blow ? measureRecovery(play.blow, marks, steps, samples, AWAY) : UNSTRUCK;
  const lost = findLost(samples, kept);
  const dualWrites = findDualWrites(entries);
  const end = samples.at(-1)?.began ?? 0;
  const promotedAt = steps.find(({ step, state }) => step === "promote" && state === "done")?.ended ?? null;
  const last = samples.filter(({ began, via }) => via === "edge" && began > end - LAST);
  const failures = judge(scenario, { recovery, dualWrites, lost, promotedAt, last, broken });
  return {
    scenario: scenario.name,
    story: scenario.story,
    seed: testbed.settings.seed,
    playedAt: playedAt.toISOString(),
    passed: failures.length === 0,
    failures,
    recovery,
    requests: countRequests(samples),
    acknowledgedLost: lost.map(({ number }: Sample) => number ?? 0),
    dualWrites,
    settings: testbed.settings,
    leaseAgent: testbed.regions.leaseAgent.kind,
    runs: play.runs,
    timeline: { seconds, marks, steps, load: bySecond(samples, seconds) },
  };
}

const UNSTRUCK: Recovery = {
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
