import type { Report } from "./document";
import { dollars, span, sum } from "./render/format";

/** One thing that a change does to a part of the report. */
export interface Change {
  readonly part: "recovery budget" | "data loss" | "failures" | "policies" | "cost" | "parity" | "resources";
  readonly what: string;
  readonly before: string;
  readonly after: string;
}

/** A part of the report as figures by name, in words that people compare. */
type Figures = ReadonlyMap<string, string>;

const parts: readonly { part: Change["part"]; figures: (report: Report) => Figures }[] = [
  {
    part: "recovery budget",
    figures: ({ budget }) =>
      new Map([
        ["total", span(budget.lowMinutes, budget.highMinutes)],
        ["objective", `${budget.objective.rtoMinutes} min: ${budget.recoveryTime}`],
        ...budget.steps.map((step) => [step.title, span(step.lowMinutes, step.highMinutes)] as const),
      ]),
  },
  {
    part: "data loss",
    figures: ({ budget }) =>
      new Map(
        budget.dataLoss.map((loss) => [
          loss.store,
          `${span(loss.lowMinutes, loss.highMinutes)}, objective ${loss.verdict}`,
        ]),
      ),
  },
  {
    part: "failures",
    figures: ({ failures }) =>
      new Map(
        failures.flatMap(({ title, detectedBy, handledBy, automatic, outage, lost }) => [
          [`${title}: by itself`, automatic],
          [`${title}: outage`, outage],
          [`${title}: lost`, lost],
          ...[...detectedBy, ...handledBy].map(
            ({ what, present }) => [`${title}: ${what}`, present ? "registered" : "missing"] as const,
          ),
        ]),
      ),
  },
  {
    part: "policies",
    figures: ({ policies }) =>
      new Map(
        policies.map(({ policy, verdict, findings }) => [
          policy,
          findings.length > 0 ? `${verdict}, ${findings.length}` : verdict,
        ]),
      ),
  },
  {
    part: "cost",
    figures: ({ cost }) =>
      new Map([
        ["total", sum(cost.total)],
        [`total at ${cost.referenceRegion} prices`, dollars(cost.total.atReference)],
        ...cost.places.map(
          (place) =>
            [place.place, `${sum(place)}; ${dollars(place.atReference)} at ${cost.referenceRegion} prices`] as const,
        ),
      ]),
  },
  {
    part: "parity",
    figures: ({ parity }) =>
      new Map(
        parity.flatMap(({ region, counterpart, differences }) =>
          differences.map(({ resource, type, property, here, there, configured }) => [
            `${region} and ${counterpart}: ${type} ${resource} ${property}`.trim(),
            `${here} and ${there}, ${configured ? "configured" : "drifted"}`,
          ]),
        ),
      ),
  },
  {
    part: "resources",
    figures: ({ diagram }) => {
      const groups = new Map(diagram.groups.map(({ id, label }) => [id, label]));
      return new Map(
        diagram.parts.map(({ group, label, resources }) => [
          `${groups.get(group)}: ${label}`,
          String(resources.length),
        ]),
      );
    },
  },
];

/** What is different between two reports, part by part. */
export function compareReports(before: Report, after: Report): Change[] {
  return parts.flatMap(({ part, figures }) => {
    const [old, fresh] = [figures(before), figures(after)];
    return [...new Set([...old.keys(), ...fresh.keys()])]
      .filter((what) => old.get(what) !== fresh.get(what))
      .map((what) => ({ part, what, before: old.get(what) ?? "absent", after: fresh.get(what) ?? "absent" }));
  });
}
