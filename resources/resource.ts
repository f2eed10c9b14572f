import type { Role } from "../preview/document";
import { Inputs } from "./inputs";

/** A resource as a preview, an export or the engine tells of it. */
export interface ResourceRecord {
  urn: string;
  /** The type token as registered. */
  type: string;
  name: string;
  /** The stack that it belongs to, without organization and project. */
  stack: string;
  /** The region that it lies in; null where it lies in none, or none is known. */
  region: string | null;
  /** The part of its stack in the topology, where the document tells. */
  role: Role | null;
  /** The region that its stack holds, where the document tells. */
  stackRegion: string | null;
  parent: string | null;
  inputs: Record<string, unknown>;
  /** URNs. */
  dependencies: readonly string[];
  /** For each property, the URNs that its value came from. */
  propertyDependencies: Readonly<Record<string, readonly string[]>>;
  protect: boolean;
  /** What other resources may call it by, where that is known: its id, its ARN. */
  identities?: readonly string[];
}

/** A record with its inputs to read, under the type that rules know it by. */
export class Resource extends Inputs {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly region: string | null;

  constructor(readonly record: ResourceRecord) {
    super(record.inputs, "", (property) => (record.propertyDependencies[property] ?? []).length > 0);
    this.urn = record.urn;
    this.type = canonicalType(record.type);
    this.name = record.name;
    this.region = record.region;
  }

  get inputs(): Readonly<Record<string, unknown>> {
    return this.record.inputs;
  }

  get stack(): string {
    return this.record.stack;
  }

  /** The region of its stack; null for a stack that has none. */
  get stackRegion(): string | null {
    return this.record.stackRegion;
  }

  get role(): Role | null {
    return this.record.role;
  }

  get parent(): string | null {
    return this.record.parent;
  }

  get dependencies(): readonly string[] {
    return this.record.dependencies;
  }

  get propertyDependencies(): Readonly<Record<string, readonly string[]>> {
    return this.record.propertyDependencies;
  }

  get protect(): boolean {
    return this.record.protect;
  }
}

const aliasedModules: Record<string, string> = {
  alb: "lb",
  applicationloadbalancing: "lb",
  elasticloadbalancingv2: "lb",
};

/**
 * The one token for a resource that the provider has under several: aws:alb/listener:Listener is
 * aws:lb/listener:Listener, aws:s3/bucketV2:BucketV2 is aws:s3/bucket:Bucket.
 */
export function canonicalType(token: string): string {
  const [, module, file, name] = /^aws:([^/:]+)\/([^:]+):(.+)$/.exec(token) ?? [];
  if (module === undefined || file === undefined || name === undefined) return token;
  if (module in aliasedModules) return `aws:${aliasedModules[module]}/${file}:${name}`;
  if (module === "s3" && name.endsWith("V2")) return `aws:s3/${file.replace(/V2$/, "")}:${name.replace(/V2$/, "")}`;
  return token;
}
