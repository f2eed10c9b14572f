import * as pulumi from "@pulumi/pulumi";
import type { PolicyStatement } from "../iam/policy-document";

/** A key policy's statement that lets the account's IAM policies grant use of the key. */
export function allowIamPolicies(accountId: pulumi.Input<string>): PolicyStatement {
  return {
    sid: "AccountDecides",
    principal: { AWS: pulumi.interpolate`arn:aws:iam::${accountId}:root` },
    actions: "kms:*",
    resources: "*",
  };
}

/** Days between scheduling a key's deletion and its deletion: the longest that KMS allows (ScheduleKeyDeletion). */
export const DELETION_WINDOW_DAYS = 30;
