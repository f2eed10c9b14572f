import type { StepName } from "../../failover/protocol/types";
import type { StepEvent } from "../../failover/run/execute";
import type { Summary } from "../../failover/run/summary";
import { STEPS } from "../../failover/steps";

/** Interval at which the last line of a terminal is redrawn, in milliseconds. */
const REDRAW_MILLISECONDS = 500;

/**
 * Shows a run on standard error: a line for each event of a step and, on a terminal, a last line with the steps that are running and their
 * duration.
 */
export class FailoverProgress {
  private readonly running = new Map<StepName, number>();
  private readonly terminal = process.stderr.isTTY === true;
  private readonly started = performance.now();
  private timer: NodeJS.Timeout | undefined;

  show({ step, state, reason, seconds }: Readonly<StepEvent>): void {
    if (state === "running" || state === "pending") {
      this.running.set(step, this.running.get(step) ?? performance.now());
    } else {
      this.running.delete(step);
    }
    const detail = reason ? `: ${reason}` : "";
    const title = state === "running" ? STEPS[step].title : `${state} after ${seconds.toFixed(1)} s${detail}`;
    const line = state === "pending" ? `${step}${detail}` : `${step}: ${title}`;
    this.write(`[${this.since(this.started).padStart(6)} s] ${line}\n`);
    if (this.terminal) this.timer ??= setInterval(() => this.draw(), REDRAW_MILLISECONDS).unref();
  }

  /** Clears the last line. */
  end(): void {
    clearInterval(this.timer);
    this.write("");
  }

  private write(text: string): void {
    process.stderr.write(`${this.terminal ? "\r\x1b[K" : ""}${text}`);
  }

  private draw(): void {
    const steps = [...this.running].map(([step, started]) => `${step} ${this.since(started)} s`);
    this.write(`… ${steps.join(", ")}`);
  }

  private since(start: number): string {
    return ((performance.now() - start) / 1000).toFixed(1);
  }
}

/** Renders the summary of a run as text. */
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
