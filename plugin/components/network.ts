import * as pulumi from "@pulumi/pulumi";
import * as library from "../../components";
import type { NatGateways } from "../enumerations";

export interface NetworkArgs {
  readonly region: library.NetworkArgs["region"];
  readonly accountId: library.NetworkArgs["accountId"];
  readonly keyArn: library.NetworkArgs["keyArn"];
  readonly logRetentionDays: library.NetworkArgs["logRetentionDays"];
  readonly cidr: library.NetworkArgs["cidr"];
  readonly tags?: library.NetworkArgs["tags"];
  /** Names of the availability zones, 2 to 4. Adding one to the end moves no subnet. */
  readonly zones: string[];
  /** NAT gateways: one in each zone, or one for all zones, which is lost with its zone. The default is one in each zone. */
  readonly nat?: NatGateways;
}

/**
 * A region's network: public, application and database subnets in each zone, NAT gateways, endpoints for AWS services, flow logs, and a
 * default security group without rules.
 */
export class Network extends pulumi.ComponentResource {
  readonly vpcId: pulumi.Output<string>;
  /** Subnets of internet-facing load balancers. */
  readonly publicSubnetIds: pulumi.Output<string[]>;
  /** Subnets of instances and of the internal load balancer; they reach the internet through NAT. */
  readonly applicationSubnetIds: pulumi.Output<string[]>;
  /** Subnets of databases, without a route to the internet. */
  readonly databaseSubnetIds: pulumi.Output<string[]>;

  constructor(name: string, args: NetworkArgs, opts?: pulumi.ComponentResourceOptions) {
    super("redoubt:index:Network", name, {}, opts);
    const network = new library.Network(name, args, { parent: this });
    this.vpcId = network.vpcId;
    this.publicSubnetIds = network.publicSubnetIds;
    this.applicationSubnetIds = network.applicationSubnetIds;
    this.databaseSubnetIds = network.databaseSubnetIds;
    this.registerOutputs({ vpcId: this.vpcId });
  }
}
