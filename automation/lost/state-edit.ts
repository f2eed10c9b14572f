import type { Deployment as StackExport } from "@pulumi/pulumi/automation";
import { S3CONTROL_MULTI_REGION_ACCESS_POINT } from "../../resources/types";

/** A resource in an exported state, with the fields that name other resources. */
interface StateResource {
  readonly urn: string;
  readonly type?: string;
  readonly id?: string;
  readonly inputs?: unknown;
  readonly outputs?: unknown;
  readonly parent?: string;
  readonly dependencies?: readonly string[] | null;
  readonly propertyDependencies?: Readonly<Record<string, readonly string[] | null>> | null;
  readonly deletedWith?: string;
  readonly provider?: string;
}

interface State {
  readonly resources?: readonly StateResource[];
  readonly pending_operations?: readonly { readonly resource: StateResource }[];
}

/** An exported state without some resources and without every reference to them. Nothing is deleted in AWS. */
export function withoutResources(exported: StackExport, removed: ReadonlySet<string>): StackExport {
  const state = exported.deployment as State;
  const kept = (state.resources ?? []).filter(({ urn }) => !removed.has(urn));
  const remains = (urn: string) => !removed.has(urn);
  return {
    ...exported,
    deployment: {
      ...state,
      resources: kept.map((resource) => referring(resource, remains)),
      pending_operations: (state.pending_operations ?? []).filter(({ resource }) => remains(resource.urn)),
    },
  };
}

/**
 * An exported state with resources of an earlier export that it lacks.
 * @param earlier the state before they were removed
 */
export function withResources(exported: StackExport, earlier: StackExport, urns: ReadonlySet<string>): StackExport {
  const state = exported.deployment as State;
  const resources = [...(state.resources ?? [])];
  const known = new Set(resources.map(({ urn }) => urn));
  for (const resource of (earlier.deployment as State).resources ?? []) {
    if (!urns.has(resource.urn) || known.has(resource.urn)) continue;
    // In the order of the earlier state, in which each resource follows those that it refers to.
    resources.push(referring(resource, (urn) => known.has(urn)));
    known.add(resource.urn);
  }
  return { ...exported, deployment: { ...state, resources } };
}

/**
 * An exported state with the access point of an earlier export in place of its own. The earlier one exists, because it was retained when it was
 * replaced, and an update with the earlier regions would make another one of its name, which S3 refuses (Amazon S3 User Guide, "Rules for naming
 * Amazon S3 Multi-Region Access Points").
 */
export function withAccessPointOf(exported: StackExport, earlier: StackExport): StackExport {
  const state = exported.deployment as State;
  const former = (earlier.deployment as State).resources?.find(isAccessPoint);
  const resources = (state.resources ?? []).map((resource) =>
    isAccessPoint(resource) && resource.urn === former?.urn
      ? { ...resource, id: former.id, inputs: former.inputs, outputs: former.outputs }
      : resource,
  );
  return { ...exported, deployment: { ...state, resources } };
}

function isAccessPoint({ type }: StateResource): boolean {
  return type === S3CONTROL_MULTI_REGION_ACCESS_POINT;
}

/** The resource without references to resources that do not remain. */
function referring(resource: StateResource, remains: (urn: string) => boolean): StateResource {
  const { dependencies, deletedWith, parent, propertyDependencies } = resource;
  const properties = Object.entries(propertyDependencies ?? {});
  return {
    ...resource,
    ...(parent !== undefined && { parent: remains(parent) ? parent : undefined }),
    ...(deletedWith !== undefined && { deletedWith: remains(deletedWith) ? deletedWith : undefined }),
    ...(dependencies && { dependencies: dependencies.filter(remains) }),
    ...(propertyDependencies && {
      propertyDependencies: Object.fromEntries(properties.map(([key, urns]) => [key, urns?.filter(remains) ?? []])),
    }),
  };
}
