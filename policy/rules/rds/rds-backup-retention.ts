import { z } from "zod";
import { RDS_CLUSTER, RDS_INSTANCE } from "../../../resources/types";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A database's automated backups are retained for more than one day.",
  rationale: "Damage that is noticed after the retention period cannot be repaired.",
  severity: "medium",
  category: "backup",
  remediation: ({ minimumDays }) => `Set backupRetentionPeriod to at least ${minimumDays}.`,
  frameworks: { trivy: ["AWS-0077"] },
  types: [RDS_INSTANCE, RDS_CLUSTER],
  scope: "graph",
  parameters: z.object({
    minimumDays: z.int().min(1).max(35).default(2).describe("the minimum retention, in days"),
  }),
  check(database, { parameters }) {
    // promotable-replica checks the backups of replicas.
    if (database.given("replicateSourceDb")) return undefined;
    const days = database.number("backupRetentionPeriod") ?? (database.type === RDS_CLUSTER ? 1 : 0);
    return days >= parameters.minimumDays
      ? undefined
      : `backupRetentionPeriod is ${days}, the minimum is ${parameters.minimumDays}`;
  },
});
