import { z } from "zod";
import { each } from "../../../resources/three-valued";
import { BACKUP_PLAN } from "../../../resources/types";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A backup plan retains backups for a minimum number of days.",
  rationale: "Damage that is noticed after the retention period cannot be repaired.",
  severity: "medium",
  category: "backup",
  remediation: ({ minimumDays }) => `Set lifecycle.deleteAfter to at least ${minimumDays}.`,
  frameworks: {
    awsConfig: ["backup-plan-min-frequency-and-min-retention-check", "backup-recovery-point-minimum-retention-check"],
  },
  types: [BACKUP_PLAN],
  scope: "resource",
  parameters: z.object({
    minimumDays: z.int().min(1).default(35).describe("the minimum retention, in days"),
  }),
  check: (plan, { parameters }) =>
    each(plan.list("rules"), (rule) => {
      const days = rule.number("lifecycle.deleteAfter");
      return days === undefined || days >= parameters.minimumDays
        ? undefined
        : `${rule.path} deletes after ${days} days, the minimum is ${parameters.minimumDays}`;
    }),
});
