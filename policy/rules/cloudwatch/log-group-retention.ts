import { z } from "zod";
import { CLOUDWATCH_LOG_GROUP } from "../../../resources/types";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A log group keeps its events for a stated time.",
  rationale: "Without one, events are kept and paid for for ever.",
  severity: "low",
  category: "logging",
  remediation: "Set retentionInDays.",
  frameworks: {
    awsConfig: ["cw-loggroup-retention-period-check"],
    checkov: ["CKV_AWS_66"],
    cdkNag: [
      "HIPAA.Security-CloudWatchLogGroupRetentionPeriod",
      "NIST.800.53.R5-CloudWatchLogGroupRetentionPeriod",
      "PCI.DSS.321-CloudWatchLogGroupRetentionPeriod",
    ],
    kics: ["cloudwatch_log_group_without_retention"],
  },
  types: [CLOUDWATCH_LOG_GROUP],
  scope: "resource",
  parameters: z.object({
    minimumDays: z.int().min(1).default(1).describe("the shortest retention that passes, in days"),
  }),
  check(group, { parameters }) {
    const days = group.number("retentionInDays") ?? 0;
    if (days === 0) return "retentionInDays is not set";
    return days >= parameters.minimumDays
      ? undefined
      : `retentionInDays is ${days}, the minimum ${parameters.minimumDays}`;
  },
});
