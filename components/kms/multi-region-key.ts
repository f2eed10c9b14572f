import * as kms from "@pulumi/aws/kms";
import * as pulumi from "@pulumi/pulumi";
import { named, TAG_KEYS, type Tags } from "../../config/tags";
import { dataOptions } from "../data-protection";
import { policyDocument } from "../iam/policy-document";
import { type Transform, transformed } from "../transform";
import { allowIamPolicies, DELETION_WINDOW_DAYS } from "./key-policy";

export interface MultiRegionKeyArgs {
  /** Region of the primary key. It does not depend on the regions' roles, because KMS cannot move a primary in an update. */
  readonly homeRegion: string;
  /** Regions with a replica of the key, without the home region. */
  readonly replicaRegions: readonly string[];
  /**
   * Replicas of an earlier multi-Region key whose primary was lost, each with the ARN of that primary. They stay as they are: KMS replicates
   * only a primary (KMS API Reference, ReplicateKey), and moves one only by a call in its region (UpdatePrimaryRegion).
   * @default none
   */
  readonly detachedReplicas?: Readonly<Record<string, pulumi.Input<string>>>;
  readonly description: string;
  /** Account whose IAM policies grant use of the key. */
  readonly accountId: pulumi.Input<string>;
  /**
   * Protect the keys against deletion.
   * @default true
   */
  readonly protect?: boolean;
  readonly tags?: Tags;
  /** Changes the arguments of the underlying resources; `replica` applies to every replica. */
  readonly transform?: {
    readonly primary?: Transform<kms.KeyArgs>;
    readonly replica?: Transform<kms.ReplicaKeyArgs>;
  };
}

/**
 * A multi-Region KMS key: the same key material and key policy in every region, so that data encrypted in one region can be
 * decrypted in another without a call to the first. Keys rotate every year.
 * @example
 * const key = new MultiRegionKey("documents", {
 *   homeRegion: "eu-west-1",
 *   replicaRegions: ["eu-central-1"],
 *   description: "Documents",
 *   accountId,
 * });
 */
export class MultiRegionKey extends pulumi.ComponentResource {
  readonly primary: kms.Key;
  /** Replica keys, by region. */
  readonly replicas: Readonly<Record<string, kms.ReplicaKey>>;
  /** ARN of the primary or replica key, by region. */
  readonly arns: Readonly<Record<string, pulumi.Output<string>>>;

  constructor(name: string, args: MultiRegionKeyArgs, opts?: pulumi.ComponentResourceOptions) {
    super("redoubt:index:MultiRegionKey", name, {}, opts);
    const { description, detachedReplicas = {}, homeRegion, transform } = args;
    const options = { parent: this, ...dataOptions(args.protect) };
    const inRegion = (region: string) => ({
      region,
      description,
      deletionWindowInDays: DELETION_WINDOW_DAYS,
      policy: policyDocument([allowIamPolicies(args.accountId)]),
      tags: named({ ...args.tags, [TAG_KEYS.region]: region }, description),
    });
    this.primary = new kms.Key(
      ...transformed<kms.KeyArgs>(
        transform?.primary,
        `${name}-${homeRegion}`,
        { ...inRegion(homeRegion), multiRegion: true, enableKeyRotation: true },
        options,
      ),
    );
    this.replicas = Object.fromEntries(
      args.replicaRegions.map((region) => [
        region,
        new kms.ReplicaKey(
          ...transformed<kms.ReplicaKeyArgs>(
            transform?.replica,
            `${name}-${region}`,
            { ...inRegion(region), primaryKeyArn: detachedReplicas[region] ?? this.primary.arn },
            options,
          ),
        ),
      ]),
    );
    const keys = Object.entries({ [homeRegion]: this.primary, ...this.replicas });
    this.arns = Object.fromEntries(keys.map(([region, { arn }]) => [region, arn]));
    this.registerOutputs({ arns: this.arns });
  }
}
