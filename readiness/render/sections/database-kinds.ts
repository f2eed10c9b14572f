import type { Report } from "../../document";
import { durationRange, figure, moneyTotal } from "../format";
import { number, type Section, table } from "../page";

/** Head of the table of the two kinds of database. */
export const DATABASE_KINDS_HEAD = ["Kind", "Writes back after", "May be lost", "Failback", "Per month", "Limits"];

/** The comparison of RDS with a read replica and Aurora Global Database. */
export function databaseKindsSection({ cost, databaseKinds }: Report): Section {
  return {
    id: "database-kinds",
    title: "RDS replica or Aurora Global Database",
    html: [
      `<p>The same topology with either kind of database. Cost is that of instances and provisioned storage in all regions, at ${cost.referenceRegion} prices; the class of the other kind is the nearest equivalent. Aurora also charges storage, I/O and replicated writes by use.</p>`,
      table(
        "Kinds of database",
        DATABASE_KINDS_HEAD,
        databaseKinds.map((entry) => [
          `${entry.kind}${entry.configured ? " (configured)" : ""}`,
          durationRange(entry.lowMinutes, entry.highMinutes),
          `up to ${figure(entry.lossMinutes)} min`,
          entry.failback,
          number(moneyTotal(entry.monthly, entry.unknownLines)),
          entry.limits,
        ]),
        "cards-when-narrow",
      ),
    ].join(""),
  };
}
