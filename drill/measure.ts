import type { Recovery, RequestCounts, Second } from "./result";
import { OUTCOMES, type Outcome, type Sample } from "./testbed/load/outcome";
import type { Mark, StepBar } from "./timeline";

/**
 * Measures when each phase of the recovery completed, in seconds after the fault.
 * @param to the region that the first run after the fault made active
 */
export function measureRecovery(
  fault: Mark,
  marks: readonly Mark[],
  steps: readonly StepBar[],
  samples: readonly Sample[],
  to: string,
): Recovery {
  const since = (at: number | undefined): number | null => (at === undefined ? null : Math.round(at - fault.at) / 1000);
  const marked = (kind: Mark["kind"]) => marks.find((mark) => mark.kind === kind && mark.at >= fault.at)?.at;
  const done = (step: string) =>
    steps.find((bar) => bar.step === step && bar.state === "done" && bar.ended >= fault.at)?.ended;
  const first = (kind: Sample["kind"]) => {
    const good = samples.filter(
      (sample) =>
        sample.kind === kind &&
        sample.via === "edge" &&
        sample.outcome === "ok" &&
        sample.region === to &&
        sample.began >= fault.at,
    );
    return good.length === 0 ? undefined : Math.min(...good.map(({ ended }) => ended));
  };
  return {
    detect: since(marked("detected")),
    decide: since(marked("decided")),
    promote: since(done("promote")),
    switch: since(done("switch-edge")),
    firstRead: since(first("read")),
    firstWrite: since(first("write")),
  };
}

/**
 * When a fault may lose acknowledged writes: from the longest loss that the gate accepts before it until the promotion after it. The old
 * primary may acknowledge writes until its lease ends, which is before that promotion.
 * @param maxLossSeconds the gate's limit
 */
export function lossWindows(
  marks: readonly Mark[],
  steps: readonly StepBar[],
  maxLossSeconds: number,
): { from: number; until: number }[] {
  return marks.flatMap(({ kind, at }) => {
    const promotion = steps.find(({ step, state, ended }) => step === "promote" && state === "done" && ended >= at);
    return kind === "fault" && promotion ? [{ from: at - maxLossSeconds * 1000, until: promotion.ended }] : [];
  });
}

export function countRequests(samples: readonly Sample[]): RequestCounts {
  const none = () => Object.fromEntries(OUTCOMES.map((outcome) => [outcome, 0])) as Record<Outcome, number>;
  const counts = { read: none(), write: none() };
  for (const { kind, outcome } of samples) counts[kind][outcome]++;
  return counts;
}

/** The load per second; a request counts in the second in which it began. */
export function bySecond(samples: readonly Sample[], seconds: number): Second[] {
  const buckets: Sample[][] = Array.from({ length: Math.ceil(seconds) }, () => []);
  for (const sample of samples) buckets[Math.floor(sample.began / 1000)]?.push(sample);
  return buckets.map((bucket, second) => ({ second, counts: countRequests(bucket) }));
}

/** The acknowledged writes that are missing from a ledger, in order. */
export function findLost(samples: readonly Sample[], ledger: ReadonlySet<number>): Sample[] {
  return samples
    .filter(
      ({ kind, outcome, number }) => kind === "write" && outcome === "ok" && number !== null && !ledger.has(number),
    )
    .sort((one, other) => (one.number ?? 0) - (other.number ?? 0));
}
