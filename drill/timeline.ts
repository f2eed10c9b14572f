import type { StepEvent } from "../failover/run/execute";

/** An event, in milliseconds since the drill began. */
export interface Mark {
  readonly at: number;
  /** fault: the scenario injected a fault. switch: the routing store was updated. */
  readonly kind: "fault" | "detected" | "decided" | "switch" | "note";
  readonly text: string;
}

/** A step of a failover run, in milliseconds since the drill began. */
export interface StepBar {
  readonly run: string;
  readonly step: string;
  readonly began: number;
  ended: number;
  state: StepEvent["state"];
  reason: string;
}

/** Records the drill's events and steps for the result, and logs each one. */
export class Timeline {
  readonly marks: Mark[] = [];
  readonly steps: StepBar[] = [];
  private readonly origin = performance.now();

  /** @param log receives one progress line at a time */
  constructor(private readonly log: (seconds: number, line: string) => void) {}

  /** Milliseconds since the drill began. */
  readonly elapsed = (): number => performance.now() - this.origin;

  mark(kind: Mark["kind"], text: string): Mark {
    const mark = { at: this.elapsed(), kind, text };
    this.marks.push(mark);
    this.log(mark.at / 1000, text);
    return mark;
  }

  /** Records a step event of the executor. */
  step(run: string, { step, state, reason }: StepEvent): void {
    const now = this.elapsed();
    const bar = this.steps.findLast((other) => other.run === run && other.step === step);
    if (bar === undefined || (bar.state !== "running" && bar.state !== "pending")) {
      this.steps.push({ run, step, began: now, ended: now, state, reason });
    } else {
      Object.assign(bar, { ended: now, state, reason });
    }
    if (state === "running") return;
    this.log(now / 1000, `  ${step}: ${state}${reason === "" ? "" : ` – ${reason}`}`);
    if (step === "switch-edge" && state === "done") this.mark("switch", "the edge is switched");
  }
}
