import type { Report } from "./document";
import { durationRange, ownTotal, referenceTotal } from "./render/format";

/** One value that differs between two reports. */
export interface Change {
  readonly section: "recovery budget" | "data loss" | "failures" | "policies" | "cost" | "parity" | "resources";
  readonly item: string;
  readonly before: string;
  readonly after: string;
}

/** The values of a section by item, formatted for comparison. */
type Figures = ReadonlyMap<string, string>;

const SECTIONS: readonly { section: Change["section"]; figures: (report: Report) => Figures }[] = [
  {
    section: "recovery budget",
    figures: ({ budget }) =>
      new Map([
        ["total", durationRange(budget.lowMinutes, budget.highMinutes)],
        ["objective", `${budget.objective.rtoMinutes} min: ${budget.recoveryTime}`],
        ...budget.steps.map((step) => [step.title, durationRange(step.lowMinutes, step.highMinutes)] as const),
      ]),
  },
  {
    section: "data loss",
    figures: ({ budget }) =>
      new Map(
        budget.dataLoss.map((loss) => [
          loss.store,
          `${durationRange(loss.lowMinutes, loss.highMinutes)}, objective ${loss.verdict}`,
        ]),
      ),
  },
  {
    section: "failures",
    figures: ({ failures }) =>
      new Map(
        failures.flatMap(({ title, detectedBy, handledBy, automatic, outage, lost }) => [
          [`${title}: automatic`, automatic],
          [`${title}: outage`, outage],
          [`${title}: lost`, lost],
          ...[...detectedBy, ...handledBy].map(
            ({ control, present }) => [`${title}: ${control}`, present ? "registered" : "missing"] as const,
          ),
        ]),
      ),
  },
  {
    section: "policies",
    figures: ({ policies }) =>
      new Map(
        policies.map(({ policy, verdict, findings }) => [
          policy,
          findings.length > 0 ? `${verdict}, ${findings.length}` : verdict,
        ]),
      ),
  },
  {
    section: "cost",
    figures: ({ cost }) =>
      new Map([
        ["total", ownTotal(cost.total)],
        [`total at ${cost.referenceRegion} prices`, referenceTotal(cost.total)],
        ...cost.locations.map(
          (entry) =>
            [entry.location, `${ownTotal(entry)}; ${referenceTotal(entry)} at ${cost.referenceRegion} prices`] as const,
        ),
      ]),
  },
  {
    section: "parity",
    figures: ({ parity }) =>
      new Map(
        parity.flatMap(({ activeRegion, standbyRegion, differences }) =>
          differences.map(({ resource, type, property, active, standby, configured }) => [
            `${activeRegion} and ${standbyRegion}: ${type} ${resource} ${property}`.trim(),
            `${active} and ${standby}, ${configured ? "configured" : "drift"}`,
          ]),
        ),
      ),
  },
  {
    section: "resources",
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

/** The differences between two reports, section by section. */
export function compareReports(before: Report, after: Report): Change[] {
  return SECTIONS.flatMap(({ section, figures }) => {
    const [old, current] = [figures(before), figures(after)];
    return [...new Set([...old.keys(), ...current.keys()])]
      .filter((item) => old.get(item) !== current.get(item))
      .map((item) => ({ section, item, before: old.get(item) ?? "absent", after: current.get(item) ?? "absent" }));
  });
}
