import * as pulumi from "@pulumi/pulumi";
import * as library from "../../components";

export interface MultiRegionKeyArgs {
  readonly accountId: library.MultiRegionKeyArgs["accountId"];
  readonly homeRegion: library.MultiRegionKeyArgs["homeRegion"];
  readonly description: library.MultiRegionKeyArgs["description"];
  readonly tags?: library.MultiRegionKeyArgs["tags"];
  readonly protect?: library.MultiRegionKeyArgs["protect"];
  /** Regions with a replica of the key, without the home region. */
  readonly replicaRegions: string[];
}

/** A multi-Region KMS key: data encrypted in one region can be decrypted in another without a call to the first. */
export class MultiRegionKey extends pulumi.ComponentResource {
  /** ARN of the primary or replica key, by region. */
  readonly arns: pulumi.Output<Record<string, string>>;

  constructor(name: string, args: MultiRegionKeyArgs, opts?: pulumi.ComponentResourceOptions) {
    super("redoubt:index:MultiRegionKey", name, {}, opts);
    this.arns = pulumi.output(new library.MultiRegionKey(name, args, { parent: this }).arns);
    this.registerOutputs({ arns: this.arns });
  }
}
