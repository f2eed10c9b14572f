import { each } from "../../estate/three-valued";
import { defineRule } from "../../rule";
import { allowsAnyone, hasCondition, statements } from "../iam/policy-document";

export const kmsKeyPolicyNotPublic = defineRule({
  name: "kms-key-policy-not-public",
  what: "A key's policy allows no statement for everybody.",
  why: "Whoever may use the key may read all that it encrypts.",
  severity: "critical",
  concern: "exposure",
  remediation: "Name accounts, roles or services as principals.",
  frameworks: { cfnGuard: ["kms-no-wildcard-principal"], securityHub: ["KMS.5"], checkov: ["CKV_AWS_33"] },
  types: ["aws:kms/key:Key", "aws:kms/replicaKey:ReplicaKey"],
  scope: "resource",
  check: (key) =>
    each(statements(key, "policy"), (statement) =>
      allowsAnyone(statement) && !hasCondition(statement)
        ? "a statement allows every principal, without a condition"
        : undefined,
    ),
});
