import { z } from "zod";
import { SECRETSMANAGER_SECRET_ROTATION } from "../../../resources/types";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A secret is rotated within a maximum interval.",
  rationale: "A leaked password can be used until it is changed.",
  severity: "low",
  category: "operations",
  remediation: ({ maximumDays }) => `Set rotationRules.automaticallyAfterDays to at most ${maximumDays}.`,
  frameworks: { securityHub: ["SecretsManager.4"], checkov: ["CKV_AWS_304"] },
  types: [SECRETSMANAGER_SECRET_ROTATION],
  scope: "resource",
  parameters: z.object({
    maximumDays: z.int().min(1).default(90).describe("the maximum interval between rotations, in days"),
  }),
  check(rotation, { parameters }) {
    // A cron schedule has no fixed interval and is accepted.
    const rate = /^rate\((\d+) days?\)$/.exec(rotation.text("rotationRules.scheduleExpression") ?? "")?.[1];
    const days = rate === undefined ? rotation.number("rotationRules.automaticallyAfterDays") : Number(rate);
    return days === undefined || (days > 0 && days <= parameters.maximumDays)
      ? undefined
      : `it is rotated every ${days} days, the maximum is ${parameters.maximumDays}`;
  },
});
