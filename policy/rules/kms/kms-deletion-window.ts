import { z } from "zod";
import { KMS_KEY, KMS_REPLICA_KEY } from "../../../resources/types";
import { defineRule } from "../../rule";

/** KMS's default deletion window, in days. */
const DEFAULT_DAYS = 30;

export default defineRule({
  description: "A key has a sufficient waiting period before deletion.",
  rationale: "Data that is encrypted with a deleted key is lost. The waiting period is the time to notice the mistake.",
  severity: "critical",
  category: "backup",
  remediation: ({ minimumDays }) => `Set deletionWindowInDays to at least ${minimumDays}, or omit it.`,
  frameworks: { awsConfig: ["kms-cmk-not-scheduled-for-deletion"], securityHub: ["KMS.3"], kics: ["cmk_is_unusable"] },
  types: [KMS_KEY, KMS_REPLICA_KEY],
  scope: "resource",
  parameters: z.object({
    minimumDays: z.int().min(7).max(30).default(30).describe("the minimum waiting period, in days"),
  }),
  check(key, { parameters }) {
    const days = key.number("deletionWindowInDays") ?? DEFAULT_DAYS;
    return days >= parameters.minimumDays
      ? undefined
      : `deletionWindowInDays is ${days}, the minimum is ${parameters.minimumDays}`;
  },
});
