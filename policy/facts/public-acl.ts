import type { Resource } from "../../resources/resource";
import type { ResourceGraph } from "../../resources/resource-graph";
import { each, type Finding } from "../../resources/three-valued";
import { S3_BUCKET, S3_BUCKET_ACL } from "../../resources/types";
import { accessControls, blocksPublic } from "./bucket-settings";

/** The types that contain ACLs. */
export const ACL_TYPES = [S3_BUCKET, S3_BUCKET_ACL];

/** What an ACL grants to everybody: the canned ACLs of that name, and grants of those permissions. */
export interface PublicGrant {
  canned: ReadonlySet<string>;
  permissions: ReadonlySet<string | undefined>;
}

/** The findings on a bucket's ACLs; on a separate ACL resource only if its bucket is not in the graph. */
export function publicGrants(resource: Resource, graph: ResourceGraph, { canned, permissions }: PublicGrant): Finding {
  if (resource.type === ACL_TYPES[1] && graph.namedBy(resource, "bucket", S3_BUCKET).length > 0) return undefined;
  if (resource.type === S3_BUCKET && blocksPublic(resource, "ignorePublicAcls", graph)) return undefined;
  const controls = accessControls(resource, graph);
  const open = controls.canned.find((acl) => canned.has(acl));
  if (open !== undefined) return `its ACL is ${open}`;
  return each(controls.grants, (grant) => {
    const grantee = grant.text("grantee.uri") ?? grant.text("uri") ?? "";
    if (!/global\/(AllUsers|AuthenticatedUsers)$/.test(grantee)) return undefined;
    const granted = [...grant.texts("permission"), ...grant.texts("permissions")].filter((permission) =>
      permissions.has(permission),
    );
    return granted.length > 0 ? `it grants ${granted.join(" and ")} to ${grantee}` : undefined;
  });
}
