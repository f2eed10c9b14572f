import type { Deployment as StackExport } from "@pulumi/pulumi/automation";
import { CREDENTIALS_RESOURCE, DATA_KEY_RESOURCE } from "../../config/naming";
import { regionOfArn } from "../../resources/arn-region";
import type { ExportedResource } from "../../resources/from-stack-export";
import type { ResourceRecord } from "../../resources/resource";
import { KMS_REPLICA_KEY, SECRETSMANAGER_SECRET } from "../../resources/types";

const SECRET_VERSION = "aws:secretsmanager/secretVersion:SecretVersion";

/** The database's secret, whose primary is in a lost region. */
export interface LostSecret {
  readonly urn: string;
  /** URNs of the secret and of its value. */
  readonly urns: ReadonlySet<string>;
  /** ARN of the primary. */
  readonly arn: string;
  /** The region of the primary. */
  readonly region: string;
  /** Key of each replica, by region. */
  readonly replicas: Readonly<Record<string, string>>;
}

/**
 * Regions that keep a replica of the data key whose primary is in the lost region, each with the primary's ARN. KMS moves a primary by a call in
 * its region only (KMS API Reference, UpdatePrimaryRegion); a replica stays usable without it.
 * @param records of the global stack
 */
export function detachedKeys(records: readonly ResourceRecord[], lost: string): Record<string, string> {
  const keys = records.flatMap(({ type, name, region, inputs: { primaryKeyArn } }) =>
    type === KMS_REPLICA_KEY &&
    region !== null &&
    region !== lost &&
    name === `${DATA_KEY_RESOURCE}-${region}` &&
    typeof primaryKeyArn === "string" &&
    regionOfArn(primaryKeyArn) === lost
      ? [[region, primaryKeyArn]]
      : [],
  );
  return Object.fromEntries(keys);
}

/** The region of the primary secret in the global stack's state; undefined when there is none. */
export function secretRegion(records: readonly ResourceRecord[]): string | undefined {
  return records.find(isSecret)?.region ?? undefined;
}

/**
 * The secret, if its primary is in the lost region.
 * @param records of the global stack
 */
export function lostSecret(records: readonly ResourceRecord[], lost: string): LostSecret | undefined {
  const secret = records.find((record) => isSecret(record) && record.region === lost);
  const arn = secret?.outputs?.arn;
  if (secret === undefined || typeof arn !== "string") return undefined;
  const versions = records.filter(({ type, name }) => type === SECRET_VERSION && name === `${secret.name}-version`);
  const replicas = Array.isArray(secret.inputs.replicas) ? secret.inputs.replicas : [];
  return {
    urn: secret.urn,
    urns: new Set([secret, ...versions].map(({ urn }) => urn)),
    arn,
    region: lost,
    replicas: Object.fromEntries(replicas.map(({ kmsKeyId, region }) => [region, String(kmsKeyId)])),
  };
}

/**
 * A state in which the secret's primary is the replica of another region, which was detached from the lost one: a replica has the
 * primary's ARN except for the region, and its value and versions (Secrets Manager User Guide, "Replicate secrets across Regions").
 */
export function withSecretIn(exported: StackExport, secret: LostSecret, region: string): StackExport {
  const state = exported.deployment as { readonly resources?: readonly ExportedResource[] };
  const resources = (state.resources ?? []).map((resource) => {
    if (!secret.urns.has(resource.urn)) return resource;
    const own = resource.urn === secret.urn ? { kmsKeyId: secret.replicas[region], replicas: [] } : {};
    const { id, inputs, outputs, ...rest } = resource;
    const moved = JSON.parse(
      JSON.stringify({ id, inputs, outputs }).replaceAll(regional(secret.region), regional(region)),
    );
    return {
      ...rest,
      id: moved.id,
      inputs: { ...moved.inputs, region, ...own },
      outputs: { ...moved.outputs, region, ...own },
    };
  });
  return { ...exported, deployment: { ...state, resources } };
}

/** Start of the ARNs of a region's secrets, after the partition. */
function regional(region: string): string {
  return `:secretsmanager:${region}:`;
}

function isSecret({ type, name }: ResourceRecord): boolean {
  return type === SECRETSMANAGER_SECRET && name === `${CREDENTIALS_RESOURCE}-secret`;
}
