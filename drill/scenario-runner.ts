import { setTimeout as sleep } from "node:timers/promises";
import { UserError } from "../errors";
import type { FailoverRequest } from "../failover/protocol/types";
import { execute } from "../failover/run/execute";
import { planRun } from "../failover/run/plan";
import type { Summary } from "../failover/run/summary";
import { portsFrom } from "./adapters";
import { LocalLease } from "./adapters/lease";
import { untilStandby } from "./adapters/standby";
import { LocalWatermarks } from "./adapters/watermarks";
import { type Entry, readLedger } from "./ledger";
import { waitUntilLost } from "./testbed/failure-detector";
import type { Testbed } from "./testbed/testbed";
import { FIRST_REGION, SECOND_REGION } from "./testbed/topology";
import type { Mark, StepBar, Timeline } from "./timeline";

/** How long an operator takes to decide, seconds. */
const DECISION_SECONDS = 10;

/** The actions that a scenario can take on the testbed. Each is recorded in the timeline. */
export class ScenarioRunner {
  /** The outcome of each failover and switchover. */
  readonly runs: Summary[] = [];
  /** The entries of databases that have been replaced since. */
  readonly formerEntries: Entry[] = [];
  /** The first injected fault, from which the recovery is measured. */
  fault: Mark | undefined;
  private readonly hooks: { step: string; act: () => void }[] = [];
  private readonly stopping = new AbortController();
  private firstRegionLost: Promise<void> | undefined;

  constructor(
    readonly testbed: Testbed,
    readonly timeline: Timeline,
  ) {}

  /** Starts to watch the first region for its loss. */
  startFailureDetector(): void {
    const { sites, lease, settings } = this.testbed;
    const log = (reason: string) => this.note(`failure detector: ${reason}`);
    const store = lease.from(SECOND_REGION);
    const port = new LocalLease(store);
    const watermarks = new LocalWatermarks(store);
    const { signal } = this.stopping;
    this.firstRegionLost = waitUntilLost(FIRST_REGION, sites, port, watermarks, settings.failureDetector, log, signal);
    // The scenario may end or fail before it awaits this promise; its rejection is not an error then.
    this.firstRegionLost.catch(() => undefined);
  }

  note(text: string): void {
    this.timeline.mark("note", text);
  }

  /** Waits `settings.steadySeconds` while only the load runs. */
  async steadyLoad(): Promise<void> {
    await sleep(this.testbed.settings.steadySeconds * 1000);
  }

  /** Marks the moment of the fault, then injects it. */
  async injectFault(text: string, inject: () => Promise<unknown>): Promise<void> {
    const mark = this.timeline.mark("fault", text);
    this.fault ??= mark;
    await inject();
  }

  /** Kills all processes of the region and cuts its network. */
  async loseRegion(region: string): Promise<void> {
    this.testbed.network.isolate(region);
    await this.testbed.regions.at(region).lose();
  }

  /** Reconnects a lost region and starts it with the data that it had. */
  async restartRegion(region: string): Promise<void> {
    this.note(`${region} returns with the data that it had`);
    this.testbed.network.heal();
    await this.testbed.regions.at(region).restart(this.testbed.settings.capacity.active);
  }

  /** Waits until the failure detector counts the first region as lost. */
  async untilFirstRegionLost(): Promise<void> {
    await this.firstRegionLost;
    this.timeline.mark("detected", `${FIRST_REGION} is detected as lost`);
  }

  /** Does what the automatic trigger does: fails over as soon as the first region counts as lost. */
  async failOverWhenLost(): Promise<void> {
    await this.untilFirstRegionLost();
    await this.expectDone(this.failover({ mode: "failover", to: SECOND_REGION, by: "failure detector" }));
  }

  /**
   * An operator decides after a while, because beats or answers of the region keep the failure detector from it.
   * @param force whether the operator accepts the loss of a failover over a region that is not lost
   */
  async failOverByOperator({ force = false, decisionSeconds = DECISION_SECONDS } = {}): Promise<void> {
    await sleep(decisionSeconds * 1000);
    this.timeline.mark("detected", `an operator decides that ${FIRST_REGION} serves too badly`);
    const request: FailoverRequest = { mode: "failover", to: SECOND_REGION, by: "operator" };
    await this.expectDone(this.failover(force ? { ...request, force: SECOND_REGION } : request));
  }

  /** @throws UserError when the switchover does not succeed */
  async switchover(to: string): Promise<void> {
    await this.expectDone(this.failover({ mode: "switchover", to, by: "operator" }));
  }

  /** Plans and executes a failover or switchover in the target region, as its controller does. */
  async failover(request: FailoverRequest): Promise<Summary> {
    const ports = portsFrom(request.to, this.testbed, {
      notify: async ({ subject }) => this.note(`notification: ${subject}`),
    });
    const { lease, gate, timing } = this.testbed.settings;
    const { plan, lines, refusal } = await planRun(ports, { lease, gate, timing }, request);
    if (refusal !== null) throw new UserError(`drill: the ${request.mode} to ${request.to} is refused: ${refusal}`);
    this.timeline.mark("decided", lines[0] ?? plan.run);
    const summary = await execute(ports, plan, (event) => {
      this.timeline.step(plan.run, event);
      if (event.state === "running") this.runHooks(event.step);
    });
    this.note(`${plan.mode} to ${plan.to} by ${request.by}: ${summary.outcome}`);
    this.runs.push(summary);
    return summary;
  }

  /** Of several concurrent runs, one must be done. The others may be refused because they came later. */
  async expectOneDone(runs: readonly Promise<Summary>[]): Promise<void> {
    const settled = await Promise.allSettled(runs);
    const unexpected = settled.find((run) => run.status === "rejected" && !(run.reason instanceof UserError));
    if (unexpected?.status === "rejected") throw unexpected.reason;
    if (!this.runs.some(({ outcome }) => outcome === "done")) throw new UserError("drill: none of the runs was done");
  }

  /** Acts as soon as the step starts in any run; resolves when the action has completed. */
  whenStepStarts(step: StepBar["step"], act: () => Promise<void>): Promise<void> {
    return new Promise((resolve, reject) => {
      this.hooks.push({ step, act: () => act().then(resolve, reject) });
    });
  }

  /**
   * Makes the region's database a replica of the other region's, starts its instances, and waits until the region is a standby. RDS's
   * is recreated; Aurora resynchronizes its cluster as soon as the region is back. The old database is read first, so that entries
   * which only it accepted are counted.
   */
  async rebuild(name: string): Promise<void> {
    const { globalDatabase, network, regions, settings } = this.testbed;
    const region = regions.at(name);
    this.note(`the database of ${name} is ${globalDatabase ? "resynchronized by Aurora" : "rebuilt as a replica"}`);
    network.heal();
    if (globalDatabase) {
      await globalDatabase.untilRejoined(name, this.stopping.signal);
    } else {
      if (!region.database.running) await region.database.start();
      this.formerEntries.push(...(await readLedger(region.database)));
      await region.database.crash();
      await regions.rebuild(name);
    }
    await region.ensureInstances(settings.capacity.standby);
    await untilStandby(this.testbed, name, this.stopping.signal);
    this.note(`${name} is a standby again`);
  }

  /** Stops the failure detector, and waits for a standby. */
  stop(): void {
    this.stopping.abort();
  }

  private runHooks(step: string): void {
    for (const hook of this.hooks.splice(0)) {
      if (hook.step === step) hook.act();
      else this.hooks.push(hook);
    }
  }

  private async expectDone(run: Promise<Summary>): Promise<void> {
    const { mode, to, outcome, steps } = await run;
    const failed = steps.filter(({ state }) => state === "failed").map(({ step, reason }) => `${step}: ${reason}`);
    if (outcome !== "done") throw new UserError(`drill: the ${mode} to ${to} ended ${outcome}; ${failed.join("; ")}`);
  }
}
