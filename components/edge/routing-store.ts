import * as cloudfront from "@pulumi/aws/cloudfront";
import * as pulumi from "@pulumi/pulumi";
import { EDGE_STATE_KEY, firstEdgeState } from "../../failover/protocol/edge-state";
import { dataOptions } from "../data-protection";

export interface RoutingStoreArgs {
  /** The region that takes writes when the system is first deployed. */
  readonly firstActiveRegion: string;
  /**
   * Guard the store against deletion.
   * @default true
   */
  readonly protect?: boolean;
}

/**
 * What the edge's router function reads on each request: which region is active. A CloudFront KeyValueStore with one key,
 * seeded once; from then on it belongs to the failover controller, and no update of a stack writes it back.
 */
export class RoutingStore extends pulumi.ComponentResource {
  readonly routingStoreArn: pulumi.Output<string>;

  constructor(name: string, args: RoutingStoreArgs, opts?: pulumi.ComponentResourceOptions) {
    super(
      "redoubt:index:RoutingStore",
      name,
      {},
      pulumi.mergeOptions(opts, { aliases: [{ type: "redoubt:index:EdgeSwitch" }] }),
    );
    const options = { parent: this, ...dataOptions(args.protect) };
    const store = new cloudfront.KeyValueStore(name, { comment: "Which region the edge sends writes to" }, options);
    new cloudfront.KeyvaluestoreKey(
      `${name}-state`,
      {
        keyValueStoreArn: store.arn,
        key: EDGE_STATE_KEY,
        value: JSON.stringify(firstEdgeState(args.firstActiveRegion)),
      },
      { ...options, ignoreChanges: ["value"] },
    );
    this.routingStoreArn = store.arn;
    this.registerOutputs({ routingStoreArn: this.routingStoreArn });
  }
}
