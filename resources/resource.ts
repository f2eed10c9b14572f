import type { Role } from "../preview/document";
import { Inputs } from "./inputs";
import { isUnknown } from "./unknown";

/** A resource as a preview, an export or the engine describes it. */
export interface ResourceRecord {
  urn: string;
  /** The type token as registered. */
  type: string;
  name: string;
  /** The stack that it belongs to, without organization and project. */
  stack: string;
  /** Its region; null where it has none, or none is known. */
  region: string | null;
  /** The role of its stack in the topology, if the document contains it. */
  role: Role | null;
  /** The region of its stack, if the document contains it. */
  stackRegion: string | null;
  parent: string | null;
  inputs: Record<string, unknown>;
  /** URNs. */
  dependencies: readonly string[];
  /** For each property, the URNs that its value came from. */
  propertyDependencies: Readonly<Record<string, readonly string[]>>;
  protect: boolean;
  /** Its id and ARN, by which other resources may refer to it, where they are known. */
  identities?: readonly string[];
  /** What the provider reported, where that is known. */
  outputs?: Readonly<Record<string, unknown>>;
  /** Whether the program only reads it, as with `.get()`: it can be referred to, and is not evaluated. */
  external?: boolean;
  /** Where the program registers it, as `project:///index.ts#12,3`. */
  sourcePosition?: string;
}

/**
 * What a URN says: urn:pulumi:STACK::PROJECT::PARENT$TYPE::NAME.
 * @returns `types` with those of the parents; `name`, which may contain the separator
 */
export function partsOfUrn(urn: string): Readonly<Record<"stack" | "types" | "name", string>> {
  const [head = "", , types = "", ...name] = urn.split("::");
  return { stack: head.split(":").at(-1) ?? "", types, name: name.join("::") };
}

/** A record with its inputs to read, under its canonical type. */
export class Resource extends Inputs {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly region: string | null;
  private knownTags: Readonly<Record<string, string>> | undefined;

  constructor(readonly record: ResourceRecord) {
    super(
      // Of a resource that is only read, the outputs are all there is.
      record.external && record.outputs ? record.outputs : record.inputs,
      "",
      (property) => (record.propertyDependencies[property] ?? []).length > 0,
      record.outputs,
    );
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

  get external(): boolean {
    return this.record.external === true;
  }

  /** Its tags, with the provider's default tags where the provider reported them. */
  get tags(): Readonly<Record<string, string>> {
    this.knownTags ??= this.readTags();
    return this.knownTags;
  }

  private readTags(): Readonly<Record<string, string>> {
    const all = {
      ...asObject(this.record.outputs?.tagsAll),
      ...asObject(this.raw("tagsAll")),
      ...asObject(this.raw("tags")),
    };
    return Object.fromEntries(
      Object.entries(all).filter(
        (entry): entry is [string, string] => typeof entry[1] === "string" && !isUnknown(entry[1]),
      ),
    );
  }
}

function asObject(value: unknown): object {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? value : {};
}

const ALIASED_MODULES: Record<string, string> = {
  alb: "lb",
  applicationloadbalancing: "lb",
  elasticloadbalancingv2: "lb",
};

/**
 * The canonical token of a type that the provider has under several tokens: aws:alb/listener:Listener is
 * aws:lb/listener:Listener, aws:s3/bucketV2:BucketV2 is aws:s3/bucket:Bucket.
 */
export function canonicalType(token: string): string {
  const [, module, file, name] = /^aws:([^/:]+)\/([^:]+):(.+)$/.exec(token) ?? [];
  if (module === undefined || file === undefined || name === undefined) return token;
  if (module in ALIASED_MODULES) return `aws:${ALIASED_MODULES[module]}/${file}:${name}`;
  if (module === "s3" && name.endsWith("V2")) return `aws:s3/${file.replace(/V2$/, "")}:${name.replace(/V2$/, "")}`;
  return token;
}
