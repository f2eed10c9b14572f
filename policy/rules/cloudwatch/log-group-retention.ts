import { z } from "zod";
import { CLOUDWATCH_LOG_GROUP } from "../../../resources/types";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A log group has a retention period.",
  rationale: "Without a retention period, log events are stored and billed indefinitely.",
  severity: "low",
  category: "logging",
  remediation: ({ minimumDays }) => `Set retentionInDays to at least ${minimumDays}.`,
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
    minimumDays: z.int().min(1).default(1).describe("the minimum retention, in days"),
  }),
  check(group, { parameters }) {
    // CloudWatch Logs keeps the events of this class for two days, whatever is set.
    if (group.text("logGroupClass") === "DELIVERY") return undefined;
    const days = group.number("retentionInDays") ?? 0;
    if (days === 0) return "retentionInDays is not set";
    return days >= parameters.minimumDays
      ? undefined
      : `retentionInDays is ${days}, the minimum is ${parameters.minimumDays}`;
  },
});
