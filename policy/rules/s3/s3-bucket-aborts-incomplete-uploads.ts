import type { Inputs } from "../../../resources/inputs";
import { some } from "../../../resources/three-valued";
import { S3_BUCKET_LIFECYCLE_CONFIGURATION } from "../../../resources/types";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A lifecycle rule aborts incomplete multipart uploads.",
  rationale: "Parts of incomplete uploads do not appear in listings, but are billed.",
  severity: "low",
  category: "operations",
  remediation: "Add a rule with abortIncompleteMultipartUpload.daysAfterInitiation.",
  frameworks: { checkov: ["CKV_AWS_300"] },
  types: [S3_BUCKET_LIFECYCLE_CONFIGURATION],
  scope: "resource",
  check: (lifecycle) =>
    some(
      lifecycle.list("rules"),
      (rule) =>
        rule.text("status") === "Enabled" &&
        appliesToAll(rule) &&
        rule.number("abortIncompleteMultipartUpload.daysAfterInitiation") !== undefined,
    )
      ? undefined
      : "no enabled rule for all objects has abortIncompleteMultipartUpload",
});

function appliesToAll(rule: Inputs): boolean {
  const filter = Object.values(Object(rule.raw("filter") ?? {}));
  return (
    rule.text("prefix") === undefined && filter.every((value) => value === undefined || value === null || value === "")
  );
}
