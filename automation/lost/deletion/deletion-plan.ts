import type { Deployment as StackExport } from "@pulumi/pulumi/automation";
import { GLOBAL_STACK } from "../../../config/topology";
import { type ExportedResource, recordsOfExport, resourcesOfExport } from "../../../resources/from-stack-export";
import { partsOfUrn } from "../../../resources/resource";
import {
  DYNAMODB_TABLE,
  ECR_REPOSITORY,
  LB_LOAD_BALANCER,
  RDS_CLUSTER,
  RDS_INSTANCE,
  RDS_INSTANCE_AUTOMATED_BACKUPS_REPLICATION,
  S3_BUCKET,
  SECRETSMANAGER_SECRET,
} from "../../../resources/types";
import type { KeptState } from "../kept-states";
import { isGlobalService } from "../needs-region";
import { withoutResources } from "../state-edit";

/** A resource in the account, as messages name it. */
export interface NamedResource {
  readonly type: string;
  readonly name: string;
  readonly id: string;
}

/** A resource that stays, and why. */
export interface StayingResource extends NamedResource {
  readonly reason: string;
}

/** What deleting an abandoned region's part of one stack means. */
export interface DeletionPlan {
  readonly stack: string;
  readonly deleted: readonly NamedResource[];
  readonly kept: readonly StayingResource[];
  /** Identifiers of the final snapshots. */
  readonly snapshots: readonly string[];
  /** Resources that the running deployment has, each with the stack that has it. */
  readonly inUse: readonly string[];
  /** The deployment's resources that still name one that is deleted. */
  readonly named: readonly string[];
  /** The state of a stack with the resources to delete, under the name `stack` of the original. */
  readonly state: StackExport;
}

/** Inputs that permit a deletion, by type. */
const DELETION_PERMITTED: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  [RDS_INSTANCE]: { deletionProtection: false },
  [RDS_CLUSTER]: { deletionProtection: false },
  [LB_LOAD_BALANCER]: { enableDeletionProtection: false },
  [DYNAMODB_TABLE]: { deletionProtectionEnabled: false },
};

/** Inputs with which nothing is left of the data, by type. */
const WITHOUT_DATA: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  [RDS_INSTANCE]: { skipFinalSnapshot: true, deleteAutomatedBackups: true },
  [RDS_CLUSTER]: { skipFinalSnapshot: true, deleteAutomatedBackups: true },
  [S3_BUCKET]: { forceDestroy: true },
  [ECR_REPOSITORY]: { forceDelete: true },
};

/** Kept in any case, with the reason. */
const NEVER_DELETED: Readonly<Record<string, string>> = {
  // The provider's deletion waits for the source region.
  [RDS_INSTANCE_AUTOMATED_BACKUPS_REPLICATION]: "RDS ends it with its source",
  "aws:route53/record:Record": "other certificates of the account may share it",
};

/** Services whose resources include settings of others, which stay with them. */
const WITH_SETTINGS = ["aws:s3/", "aws:kms/", "aws:secretsmanager/", "aws:ecr/"];

/** Inputs of a resource that have to change before it can be deleted; none for most. */
export function inputsForDeletion(type: string, deleteData: boolean): Readonly<Record<string, unknown>> {
  return { ...DELETION_PERMITTED[type], ...(deleteData && WITHOUT_DATA[type]) };
}

/**
 * Compares what was kept of a stack with what is deployed now.
 * @param region the abandoned region
 * @param running resources of each stack that is deployed, by the stack's name
 */
export function deletionPlan(
  stack: string,
  { exported, urns }: KeptState,
  {
    deleteData,
    region,
    running,
  }: {
    readonly deleteData: boolean;
    readonly region: string;
    readonly running: Readonly<Record<string, readonly ExportedResource[]>>;
  },
): DeletionPlan {
  const resources = resourcesOfExport(exported);
  const regions = new Map(recordsOfExport(resources).map((record) => [record.urn, record.region]));
  const left = new Set(urns);
  const candidates = resources.filter(({ external, type, urn }) => left.has(urn) && isReal(type) && !external);
  const used = usage(running);
  const kept = new Map<string, string>();
  for (const resource of candidates) {
    const reason = reasonToKeep(resource, deleteData) ?? used.replicaOf(resource);
    if (reason !== undefined) kept.set(resource.urn, reason);
  }
  for (const resource of candidates.filter(({ urn }) => !kept.has(urn))) {
    const subject = candidates.find(({ urn }) => kept.has(urn) && resource.dependencies?.includes(urn));
    const together = WITH_SETTINGS.find((service) => subject?.type.startsWith(service));
    if (subject !== undefined && together !== undefined && resource.type.startsWith(together)) {
      kept.set(resource.urn, `it is a setting of ${named(subject).name}`);
    }
  }
  const deleted = candidates.filter(({ urn }) => !kept.has(urn));
  const remains = new Set(deleted.map(({ urn }) => urn));
  const providers = new Set(deleted.map(({ provider }) => provider?.split("::").slice(0, 4).join("::")));
  // Without components and the program's other resources, which nothing has to delete.
  const dropped = resources.filter(({ urn }) => !remains.has(urn) && !providers.has(urn));
  return {
    stack,
    deleted: deleted.map(named),
    kept: [
      ...candidates
        .filter(({ urn }) => kept.has(urn))
        .map((each) => ({ ...named(each), reason: kept.get(each.urn) ?? "" })),
      ...resources
        .filter(
          ({ type, urn }) =>
            stack === GLOBAL_STACK && type === SECRETSMANAGER_SECRET && !left.has(urn) && regions.get(urn) === region,
        )
        .filter((each) => used.owner(each, region) === undefined)
        .map((each) => ({
          ...named(each),
          reason: "it was the primary of a secret that is in use; delete it by hand",
        })),
    ],
    snapshots: deleteData ? [] : deleted.flatMap(finalSnapshot),
    inUse: deleted.flatMap((each) => {
      const owner = used.owner(each, regions.get(each.urn) ?? region);
      return owner === undefined ? [] : [`${describe(named(each))} is in stack ${owner}`];
    }),
    named: deleted.flatMap((each) => used.namedBy(each)),
    state: deletable(withoutResources(exported, new Set(dropped.map(({ urn }) => urn)))),
  };
}

/** A resource as one line. */
export function describe({ id, name, type }: NamedResource): string {
  return `${type} ${name} (${id})`;
}

/** Whether a provider has it, and not only the engine or this process. */
function isReal(type: string): boolean {
  return type.startsWith("aws:");
}

/** A resource of a state, as messages name it. */
export function named({ id = "", type, urn }: ExportedResource): NamedResource {
  return { type, name: partsOfUrn(urn).name, id };
}

/** The program keeps what holds data when it is deleted. */
function reasonToKeep(resource: ExportedResource, deleteData: boolean): string | undefined {
  const { retainOnDelete, type } = resource as ExportedResource & { readonly retainOnDelete?: boolean };
  if (retainOnDelete !== true) return undefined;
  return NEVER_DELETED[type] ?? (deleteData ? undefined : "it holds data, or encrypts it; --delete-data deletes it");
}

function finalSnapshot({ inputs, type }: ExportedResource): string[] {
  const identifier = inputs?.finalSnapshotIdentifier;
  const isDatabase = type === RDS_INSTANCE || type === RDS_CLUSTER;
  return isDatabase && inputs?.skipFinalSnapshot !== true && typeof identifier === "string" ? [identifier] : [];
}

/** Without protection by the engine, which the command replaces by its confirmation. */
function deletable(exported: StackExport): StackExport {
  const state = exported.deployment as { readonly resources?: readonly ExportedResource[] };
  const resources = (state.resources ?? []).map((each) => ({ ...each, protect: false, retainOnDelete: false }));
  // An operation that was interrupted months ago is not continued.
  return { ...exported, deployment: { ...state, resources, pending_operations: [] } };
}

/** What the running deployment has and names. */
function usage(running: Readonly<Record<string, readonly ExportedResource[]>>) {
  const owners = new Map<string, string>();
  const inputs: { readonly stack: string; readonly resource: ExportedResource; readonly text: string }[] = [];
  for (const [stack, resources] of Object.entries(running)) {
    const regions = new Map(recordsOfExport(resources).map((record) => [record.urn, record.region]));
    for (const resource of resources.filter(({ type }) => isReal(type))) {
      owners.set(identity(resource, regions.get(resource.urn) ?? null), stack);
      inputs.push({ stack, resource, text: JSON.stringify(resource.inputs ?? {}) });
    }
  }
  return {
    owner: (resource: ExportedResource, region: string) => owners.get(identity(resource, region)),
    replicaOf({ outputs }: ExportedResource): string | undefined {
      const replica = inputs.find(({ resource }) => outputs?.arn && resource.inputs?.primaryKeyArn === outputs.arn);
      return (
        replica && `its replica ${named(replica.resource).name} is in use, and KMS deletes a primary after its replicas`
      );
    },
    namedBy(resource: ExportedResource): string[] {
      const arn = resource.outputs?.arn;
      if (typeof arn !== "string") return [];
      // An access point has the names of its buckets, which are unique.
      const name = resource.type === S3_BUCKET ? `"${resource.id}"` : undefined;
      return inputs
        .filter(({ text }) => text.includes(`${arn}"`) || text.includes(`${arn}/`) || (name && text.includes(name)))
        .map(({ resource: by, stack }) => `${named(by).name} of stack ${stack} names ${named(resource).name}`);
    },
  };
}

/** The same for two resources only if they are one. An id may be a name, which is unique in its region; a global service has no regions. */
function identity({ id, type }: ExportedResource, region: string | null): string {
  return `${type} ${id} ${isGlobalService(type) ? "" : region}`;
}
