import * as cloudfront from "@pulumi/aws/cloudfront";
import * as pulumi from "@pulumi/pulumi";
import { EDGE_STATE_KEY, firstEdgeState } from "../../failover/protocol/edge-state";
import { dataOptions } from "../data-protection";
import { type Transform, transformed } from "../transform";

export interface RoutingStoreArgs {
  /** Region that takes writes when the system is first deployed. */
  readonly firstActiveRegion: string;
  /**
   * Protect the store against deletion.
   * @default true
   */
  readonly protect?: boolean;
  /** Changes the arguments of the underlying resources. */
  readonly transform?: {
    readonly store?: Transform<cloudfront.KeyValueStoreArgs>;
    readonly state?: Transform<cloudfront.KeyvaluestoreKeyArgs>;
  };
}

/**
 * The CloudFront KeyValueStore from which the router function reads the active region on each request. Its one key is created with
 * the first state. Later only the failover controller changes it; an update of a stack never does.
 * @example
 * const store = new RoutingStore("routing-store", { firstActiveRegion: "us-east-1" });
 */
export class RoutingStore extends pulumi.ComponentResource {
  readonly store: cloudfront.KeyValueStore;
  readonly state: cloudfront.KeyvaluestoreKey;
  readonly routingStoreArn: pulumi.Output<string>;

  constructor(name: string, args: RoutingStoreArgs, opts?: pulumi.ComponentResourceOptions) {
    super(
      "redoubt:index:RoutingStore",
      name,
      {},
      pulumi.mergeOptions(opts, { aliases: [{ type: "redoubt:index:EdgeSwitch" }] }),
    );
    const { firstActiveRegion, protect, transform } = args;
    const options = { parent: this, ...dataOptions(protect) };
    this.store = new cloudfront.KeyValueStore(
      ...transformed<cloudfront.KeyValueStoreArgs>(
        transform?.store,
        name,
        { comment: "Which region the edge sends writes to" },
        options,
      ),
    );
    this.state = new cloudfront.KeyvaluestoreKey(
      ...transformed<cloudfront.KeyvaluestoreKeyArgs>(
        transform?.state,
        `${name}-state`,
        {
          keyValueStoreArn: this.store.arn,
          key: EDGE_STATE_KEY,
          value: JSON.stringify(firstEdgeState(firstActiveRegion)),
        },
        { ...options, ignoreChanges: ["value"] },
      ),
    );
    this.routingStoreArn = this.store.arn;
    this.registerOutputs({ routingStoreArn: this.routingStoreArn });
  }
}
