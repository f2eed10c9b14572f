import * as kms from "@pulumi/aws/kms";
import * as pulumi from "@pulumi/pulumi";
import { named, type Tags } from "../../config/tags";
import { dataOptions } from "../data-protection";
import { accountDecides } from "./key-policy";

export interface MultiRegionKeyArgs {
  /** Region of the primary key: stays the same whatever the regions' roles. */
  readonly homeRegion: string;
  /** Regions that get a replica of the key; the home region is none of them. */
  readonly replicaRegions: readonly string[];
  readonly description: string;
  /** The account whose IAM policies decide who uses the key. */
  readonly accountId: pulumi.Input<string>;
  /**
   * Guard the keys against deletion.
   * @default true
   */
  readonly protect?: boolean;
  readonly tags?: Tags;
}

/**
 * One KMS key with the same key material and policy in every region: what one region encrypted, another decrypts without
 * asking the first. Keys rotate yearly and wait 30 days before deletion, the longest that KMS allows.
 */
export class MultiRegionKey extends pulumi.ComponentResource {
  /** ARN of the key or its replica, by region. */
  readonly arns: Readonly<Record<string, pulumi.Output<string>>>;

  constructor(name: string, args: MultiRegionKeyArgs, opts?: pulumi.ComponentResourceOptions) {
    super("redoubt:index:MultiRegionKey", name, {}, opts);
    const options = { parent: this, ...dataOptions(args.protect) };
    const shared = {
      description: args.description,
      deletionWindowInDays: 30,
      policy: pulumi.jsonStringify({ Version: "2012-10-17", Statement: [accountDecides(args.accountId)] }),
    };
    const primary = new kms.Key(
      `${name}-${args.homeRegion}`,
      {
        ...shared,
        region: args.homeRegion,
        multiRegion: true,
        enableKeyRotation: true,
        tags: this.tags(args, args.homeRegion),
      },
      options,
    );
    const replicas = args.replicaRegions.map((region) => {
      const replica = new kms.ReplicaKey(
        `${name}-${region}`,
        { ...shared, region, primaryKeyArn: primary.arn, tags: this.tags(args, region) },
        options,
      );
      return [region, replica.arn] as const;
    });
    this.arns = { [args.homeRegion]: primary.arn, ...Object.fromEntries(replicas) };
    this.registerOutputs({ arns: this.arns });
  }

  private tags(args: MultiRegionKeyArgs, region: string) {
    return named({ ...args.tags, "redoubt:region": region }, args.description);
  }
}
