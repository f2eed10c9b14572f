import { z } from "zod";
import { each } from "../../../resources/three-valued";
import { BACKUP_PLAN } from "../../../resources/types";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A backup plan keeps its backups long enough.",
  rationale: "A fault noticed after the retention has passed cannot be undone.",
  severity: "medium",
  category: "backup",
  remediation: "Set lifecycle.deleteAfter to the minimum or more.",
  frameworks: {
    awsConfig: ["backup-plan-min-frequency-and-min-retention-check", "backup-recovery-point-minimum-retention-check"],
  },
  types: [BACKUP_PLAN],
  scope: "resource",
  parameters: z.object({
    minimumDays: z.int().min(1).default(35).describe("the shortest retention that passes, in days"),
  }),
  check: (plan, { parameters }) =>
    each(plan.list("rules"), (rule) => {
      const days = rule.number("lifecycle.deleteAfter");
      return days === undefined || days >= parameters.minimumDays
        ? undefined
        : `${rule.path} deletes after ${days} days, the minimum ${parameters.minimumDays}`;
    }),
});
