import type { Inputs } from "../../../resources/inputs";
import { some } from "../../../resources/three-valued";
import { defineRule } from "../../rule";

export const s3BucketAbortsIncompleteUploads = defineRule({
  name: "s3-bucket-aborts-incomplete-uploads",
  description: "A lifecycle ends uploads that were never completed.",
  rationale: "Their parts are invisible in every listing and are paid for for ever.",
  severity: "low",
  category: "operations",
  remediation: "Add a rule with abortIncompleteMultipartUpload.daysAfterInitiation.",
  frameworks: { checkov: ["CKV_AWS_300"] },
  types: ["aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration"],
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
