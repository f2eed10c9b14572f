import { STEPS } from "../../failover/protocol/flow";
import type { StepName } from "../../failover/protocol/types";
import type { StepEvent, Summary } from "../../failover/run/execute";

/** How often the line at the end of a terminal is drawn anew, in milliseconds. */
const REDRAW = 500;

/**
 * Shows a run on standard error as it goes: a line for each thing that a step comes to and, on a terminal, a last line with what is
 * under way and for how long.
 */
export class RunProgress {
  private readonly running = new Map<StepName, { since: number; reason: string }>();
  private readonly terminal = process.stderr.isTTY === true;
  private readonly begun = performance.now();
  private timer: NodeJS.Timeout | undefined;

  /** Given to `execute`. */
  readonly observe = ({ step, state, reason, seconds }: StepEvent): void => {
    if (state === "running" || state === "pending") {
      const since = this.running.get(step)?.since ?? performance.now();
      this.running.set(step, { since, reason });
    } else {
      this.running.delete(step);
    }
    const told = reason ? `: ${reason}` : "";
    const title = state === "running" ? STEPS[step].title : `${state} after ${seconds.toFixed(1)} s${told}`;
    const line = state === "pending" ? `${step}${told}` : `${step}: ${title}`;
    this.write(`[${this.seconds(this.begun).padStart(6)} s] ${line}\n`);
    if (this.terminal) this.timer ??= setInterval(() => this.draw(), REDRAW).unref();
  };

  /** Takes the last line away. */
  end(): void {
    clearInterval(this.timer);
    this.write("");
  }

  private write(text: string): void {
    process.stderr.write(`${this.terminal ? "\r\x1b[K" : ""}${text}`);
  }

  private draw(): void {
    const steps = [...this.running].map(([step, { since }]) => `${step} ${this.seconds(since)} s`);
    this.write(`… ${steps.join(", ")}`);
  }

  private seconds(since: number): string {
    return ((performance.now() - since) / 1000).toFixed(1);
  }
}

/** A run's end for people. */
export function renderSummary({ mode, from, to, epoch, outcome, steps, run, next }: Summary): string {
  const width = Math.max(...steps.map(({ step }) => step.length), 4);
  const lines = steps.map(({ step, state, seconds, reason }) => {
    const time = seconds === null ? "" : `${seconds.toFixed(1)} s`;
    return `  ${step.padEnd(width)}  ${state.padEnd(7)}  ${time.padStart(9)}  ${reason}`;
  });
  return [
    `${mode} from ${from} to ${to}: ${outcome} (run ${run}, epoch ${epoch})`,
    ...lines,
    ...(next === null ? [] : [`next: ${next}`]),
  ].join("\n");
}
