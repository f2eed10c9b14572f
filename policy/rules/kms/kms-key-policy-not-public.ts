import { each } from "../../../resources/three-valued";
import {
  KMS_EXTERNAL_KEY,
  KMS_KEY,
  KMS_KEY_POLICY,
  KMS_REPLICA_EXTERNAL_KEY,
  KMS_REPLICA_KEY,
} from "../../../resources/types";
import { allowsPublic, statements } from "../../facts/policy-documents";
import { defineRule } from "../../rule";

export default defineRule({
  description: "A key policy does not allow access to everyone.",
  rationale: "Whoever may use the key can read everything that is encrypted with it.",
  severity: "critical",
  category: "exposure",
  remediation: "Name accounts, roles or services as principals.",
  frameworks: { cfnGuard: ["kms-no-wildcard-principal"], securityHub: ["KMS.5"], checkov: ["CKV_AWS_33"] },
  types: [KMS_KEY, KMS_KEY_POLICY, KMS_REPLICA_KEY, KMS_EXTERNAL_KEY, KMS_REPLICA_EXTERNAL_KEY],
  scope: "resource",
  check: (key) =>
    each(statements(key, "policy"), (statement) =>
      allowsPublic(statement) ? "a statement allows public access" : undefined,
    ),
});
