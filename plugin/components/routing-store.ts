import * as pulumi from "@pulumi/pulumi";
import * as library from "../../components";

export interface RoutingStoreArgs {
  readonly firstActiveRegion: library.RoutingStoreArgs["firstActiveRegion"];
  readonly protect?: library.RoutingStoreArgs["protect"];
}

/** The CloudFront KeyValueStore from which the router function reads the active region on each request. */
export class RoutingStore extends pulumi.ComponentResource {
  readonly routingStoreArn: pulumi.Output<string>;

  constructor(name: string, args: RoutingStoreArgs, opts?: pulumi.ComponentResourceOptions) {
    super("redoubt:index:RoutingStore", name, {}, opts);
    this.routingStoreArn = new library.RoutingStore(name, args, { parent: this }).routingStoreArn;
    this.registerOutputs({ routingStoreArn: this.routingStoreArn });
  }
}
