import type * as pulumi from "@pulumi/pulumi";

/** A region's network as the tiers use it: one of the program, or an existing one. */
export interface RegionalNetwork {
  readonly region: string;
  readonly vpcId: pulumi.Input<string>;
  /** Subnets of internet-facing load balancers. */
  readonly publicSubnetIds: pulumi.Input<pulumi.Input<string>[]>;
  /** Subnets of instances and of the internal load balancer. */
  readonly applicationSubnetIds: pulumi.Input<pulumi.Input<string>[]>;
  /** Subnets of databases. */
  readonly databaseSubnetIds: pulumi.Input<pulumi.Input<string>[]>;
  /** IPv4 ranges of the database subnets. */
  readonly databaseCidrs: readonly string[];
}
