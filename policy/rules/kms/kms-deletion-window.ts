import { z } from "zod";
import { KMS_KEY, KMS_REPLICA_KEY } from "../../../resources/types";
import { defineRule } from "../../rule";

/** What KMS takes where nothing is said, in days. */
const defaultDays = 30;

export default defineRule({
  description: "A key can be rescued for long enough after it is scheduled for deletion.",
  rationale: "What a deleted key has encrypted is lost; the window is the time to notice.",
  severity: "critical",
  category: "backup",
  remediation: "Set deletionWindowInDays to 30, or leave it out.",
  frameworks: { awsConfig: ["kms-cmk-not-scheduled-for-deletion"], securityHub: ["KMS.3"], kics: ["cmk_is_unusable"] },
  types: [KMS_KEY, KMS_REPLICA_KEY],
  scope: "resource",
  parameters: z.object({
    minimumDays: z.int().min(7).max(30).default(30).describe("the shortest window that passes, in days"),
  }),
  check(key, { parameters }) {
    const days = key.number("deletionWindowInDays") ?? defaultDays;
    return days >= parameters.minimumDays
      ? undefined
      : `deletionWindowInDays is ${days}, the minimum ${parameters.minimumDays}`;
  },
});
