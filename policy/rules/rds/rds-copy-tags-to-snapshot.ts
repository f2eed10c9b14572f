import { RDS_CLUSTER, RDS_INSTANCE } from "../../../resources/types";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A database copies its tags to snapshots.",
  rationale: "Cost reports, backup policies and access policies that select by tag do not find snapshots without tags.",
  severity: "low",
  category: "backup",
  remediation: "Set copyTagsToSnapshot: true.",
  frameworks: { securityHub: ["RDS.17", "RDS.16"], checkov: ["CKV2_AWS_60", "CKV_AWS_313"] },
  types: [RDS_INSTANCE, RDS_CLUSTER],
  scope: "resource",
  remediate: () => ({ copyTagsToSnapshot: true }),
  check: (database) => (database.flag("copyTagsToSnapshot") === true ? undefined : "copyTagsToSnapshot is not true"),
});
