import type { StepEvent } from "../failover/run/execute";

/** Something that happened at a moment, in milliseconds since the drill began. */
export interface Mark {
  readonly at: number;
  /** blow: what the scenario does to a region. switch: the edge was switched. */
  readonly kind: "blow" | "detected" | "decided" | "switch" | "note";
  readonly text: string;
}

/** A step of a failover run, from its beginning to its end, in milliseconds since the drill began. */
export interface StepBar {
  readonly run: string;
  readonly step: string;
  readonly began: number;
  ended: number;
  state: StepEvent["state"];
  reason: string;
}

/** What happened when: kept for the report, and told at once. */
export class Timeline {
  readonly marks: Mark[] = [];
  readonly steps: StepBar[] = [];
  private readonly origin = performance.now();

  /** @param tell one line for people, as it happens */
  constructor(private readonly tell: (seconds: number, line: string) => void) {}

  /** Milliseconds since the drill began. */
  readonly elapsed = (): number => performance.now() - this.origin;

  mark(kind: Mark["kind"], text: string): Mark {
    const mark = { at: this.elapsed(), kind, text };
    this.marks.push(mark);
    this.tell(mark.at / 1000, text);
    return mark;
  }

  /** What the executor tells of a run's step. */
  step(run: string, { step, state, reason }: StepEvent): void {
    const now = this.elapsed();
    const bar = this.steps.findLast((other) => other.run === run && other.step === step);
    if (bar === undefined || (bar.state !== "running" && bar.state !== "pending")) {
      this.steps.push({ run, step, began: now, ended: now, state, reason });
    } else {
      Object.assign(bar, { ended: now, state, reason });
    }
    if (state === "running") return;
    this.tell(now / 1000, `  ${step}: ${state}${reason === "" ? "" : ` – ${reason}`}`);
    if (step === "switch-edge" && state === "done") this.mark("switch", "the edge is switched");
  }
}
