import type { Inputs } from "../../resources/inputs";
import type { Resource } from "../../resources/resource";
import {
  IAM_GROUP_POLICY,
  IAM_POLICY,
  IAM_ROLE,
  IAM_ROLE_POLICY,
  IAM_USER_POLICY,
  SSOADMIN_PERMISSION_SET_INLINE_POLICY,
} from "../../resources/types";
import { statements } from "./policy-documents";

/** The types that contain identity policies. */
export const IDENTITY_POLICY_TYPES = [
  IAM_POLICY,
  IAM_ROLE_POLICY,
  IAM_USER_POLICY,
  IAM_GROUP_POLICY,
  IAM_ROLE,
  SSOADMIN_PERMISSION_SET_INLINE_POLICY,
];

/** The statements of a resource of those types: of its policy, or of the policies inside a role. */
export function identityStatements(resource: Resource): Inputs[] {
  if (resource.type === IAM_ROLE)
    return resource.list("inlinePolicies").flatMap((policy) => statements(policy, "policy"));
  return statements(resource, resource.type === SSOADMIN_PERMISSION_SET_INLINE_POLICY ? "inlinePolicy" : "policy");
}
