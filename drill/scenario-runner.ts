import { setTimeout as sleep } from "node:timers/promises";
import { UserError } from "../errors";
import type { FailoverRequest } from "../failover/protocol/types";
import { execute, type Summary } from "../failover/run/execute";
import { planRun } from "../failover/run/plan";
import { portsFrom } from "./adapters";
import { LocalLease } from "./adapters/lease";
import { type Entry, readLedger } from "./ledger";
import { untilLost } from "./testbed/failure-detector";
import type { Testbed } from "./testbed/testbed";
import { AWAY, HOME } from "./testbed/topology";
import type { Mark, StepBar, Timeline } from "./timeline";

/** What a scenario can do to the testbed and in it; each leaves its trace in the timeline. */
export class Play {
  /** How each failover and switchover ended. */
  readonly runs: Summary[] = [];
  /** What databases had that were replaced since. */
  readonly formerEntries: Entry[] = [];
  blow: Mark | undefined;
  private readonly hooks: { step: string; act: () => void }[] = [];
  private readonly ending = new AbortController();
  private homeLost: Promise<void> | undefined;

  constructor(
    readonly testbed: Testbed,
    readonly timeline: Timeline,
  ) {}

  /** From here on the first region is watched. */
  watchHome(): void {
    const { sites, lease, settings } = this.testbed;
    const tell = (reason: string) => this.note(`watch: ${reason}`);
    const read = new LocalLease(lease.from(AWAY));
    this.homeLost = untilLost(HOME, sites, read, settings.watch, tell, this.ending.signal);
    // The scenario may end, or fail, before it waits for it.
    this.homeLost.catch(() => undefined);
  }

  note(text: string): void {
    this.timeline.mark("note", text);
  }

  /** Load and nothing else. */
  async calm(): Promise<void> {
    await sleep(this.testbed.settings.calmSeconds * 1000);
  }

  /** The moment from which recovery is counted, and what happens then. */
  async strike(text: string, act: () => Promise<unknown>): Promise<void> {
    this.blow = this.timeline.mark("blow", text);
    await act();
  }

  /** All processes of the region end in the middle of what they do, and its network answers no more. */
  async lose(region: string): Promise<void> {
    this.testbed.network.isolate(region);
    await this.testbed.regions.at(region).lose();
  }

  /** The region is there again as it was when it was lost. */
  async comeBack(region: string): Promise<void> {
    this.note(`${region} comes back as it was`);
    this.testbed.network.heal();
    await this.testbed.regions.at(region).comeBack(this.testbed.settings.capacity.active);
  }

  /** Until the watch takes the first region for lost. */
  async untilHomeLost(): Promise<void> {
    await this.homeLost;
    this.timeline.mark("detected", `${HOME} is taken for lost`);
  }

  /** What an automatic trigger does. */
  async failoverWhenHomeLost(): Promise<void> {
    await this.untilHomeLost();
    await this.mustBeDone(this.run({ mode: "failover", to: AWAY, by: "watch" }));
  }

  /** A switchover, which must succeed. */
  async switchover(to: string): Promise<void> {
    await this.mustBeDone(this.run({ mode: "switchover", to, by: "operator" }));
  }

  /** Plans and executes in the region that is to be active, as its controller does. */
  async run(request: FailoverRequest): Promise<Summary> {
    const { settings } = this.testbed;
    const ports = portsFrom(request.to, this.testbed, {
      notify: async ({ subject }) => this.note(`notification: ${subject}`),
    });
    const { lease, gate, timing } = settings;
    const { plan, lines, refusal } = await planRun(ports, { lease, gate, timing }, request);
    if (refusal !== null) throw new UserError(`drill: the ${request.mode} to ${request.to} is refused: ${refusal}`);
    this.timeline.mark("decided", lines[0] ?? plan.run);
    const summary = await execute(ports, plan, (event) => {
      this.timeline.step(plan.run, event);
      this.act(event.step, event.state);
    });
    this.note(`${plan.mode} to ${plan.to} by ${request.by}: ${summary.outcome}`);
    this.runs.push(summary);
    return summary;
  }

  /** Of several runs at once one must be done; the others may find that they came too late. */
  async oneOf(runs: readonly Promise<Summary>[]): Promise<void> {
    const ended = await Promise.allSettled(runs);
    const unexpected = ended.find((one) => one.status === "rejected" && !(one.reason instanceof UserError));
    if (unexpected?.status === "rejected") throw unexpected.reason;
    if (!this.runs.some(({ outcome }) => outcome === "done")) throw new UserError("drill: none of the runs was done");
  }

  /** Does something as soon as the step begins, in any run; resolves when that is done. */
  whenBegun(step: StepBar["step"], act: () => Promise<void>): Promise<void> {
    return new Promise((resolve, reject) => {
      this.hooks.push({ step, act: () => act().then(resolve, reject) });
    });
  }

  /**
   * Makes the region's database anew as a replica of the other's, and has its instances run. What the old one held is read
   * first, so that nothing which it alone accepted goes unseen.
   */
  async rebuild(name: string): Promise<void> {
    const { network, regions, settings } = this.testbed;
    const region = regions.at(name);
    this.note(`the database of ${name} is rebuilt as a replica`);
    network.heal();
    if (!region.database.running) await region.database.start();
    this.formerEntries.push(...(await readLedger(region.database)));
    await region.database.crash();
    await regions.rebuild(name);
    await region.serve(settings.capacity.standby);
  }

  /** Ends what runs in the background. */
  end(): void {
    this.ending.abort();
  }

  private act(step: string, state: string): void {
    if (state !== "running") return;
    for (const hook of this.hooks.splice(0)) {
      if (hook.step === step) hook.act();
      else this.hooks.push(hook);
    }
  }

  private async mustBeDone(run: Promise<Summary>): Promise<void> {
    const { mode, to, outcome, steps } = await run;
    const failed = steps.filter(({ state }) => state === "failed").map(({ step, reason }) => `${step}: ${reason}`);
    if (outcome !== "done") throw new UserError(`drill: the ${mode} to ${to} ended ${outcome}; ${failed.join("; ")}`);
  }
}
