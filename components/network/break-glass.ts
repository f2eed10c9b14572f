import * as ec2 from "@pulumi/aws/ec2";
import * as ec2transitgateway from "@pulumi/aws/ec2transitgateway";
import { SecurityGroupEgressRule, SecurityGroupIngressRule } from "@pulumi/aws/vpc";
import * as pulumi from "@pulumi/pulumi";
import { named, type Tags } from "../../config/tags";

export interface BreakGlassArgs {
  readonly region: string;
  readonly vpcId: pulumi.Input<string>;
  /** Private subnet of the endpoint. */
  readonly subnetId: pulumi.Input<string>;
  /** Ranges that people come from; without one the endpoint is closed. */
  readonly cidrs: readonly string[];
  /** Security groups of the instances, by the name of their tier. */
  readonly instanceSecurityGroupIds: Readonly<Record<string, pulumi.Input<string>>>;
  readonly tags?: Tags;
}

/**
 * A way onto the instances for the day that Session Manager does not answer: an EC2 Instance Connect Endpoint, which asks IAM
 * first. It keeps the client's address, so that the instances' own groups decide who comes through: nobody, until a range is
 * configured.
 */
export class BreakGlass extends pulumi.ComponentResource {
  constructor(name: string, args: BreakGlassArgs, opts?: pulumi.ComponentResourceOptions) {
    super("redoubt:index:BreakGlass", name, {}, opts);
    const { region, cidrs } = args;
    const parent = { parent: this };
    const group = new ec2.SecurityGroup(
      name,
      {
        region,
        vpcId: args.vpcId,
        description: "Instance Connect Endpoint: break-glass access",
        tags: named(args.tags, name),
      },
      parent,
    );
    new ec2transitgateway.InstanceConnectEndpoint(
      name,
      {
        region,
        subnetId: args.subnetId,
        securityGroupIds: [group.id],
        preserveClientIp: true,
        tags: named(args.tags, name),
      },
      parent,
    );
    const ssh = { region, ipProtocol: "tcp", fromPort: 22, toPort: 22 };
    for (const [tier, securityGroupId] of Object.entries(cidrs.length > 0 ? args.instanceSecurityGroupIds : {})) {
      new SecurityGroupEgressRule(
        `${name}-${tier}`,
        {
          ...ssh,
          securityGroupId: group.id,
          referencedSecurityGroupId: securityGroupId,
          description: `To the instances of ${tier}`,
        },
        parent,
      );
      for (const cidrIpv4 of cidrs) {
        new SecurityGroupIngressRule(
          `${name}-${tier}-${cidrIpv4}`,
          { ...ssh, securityGroupId, cidrIpv4, description: "Break-glass access through the endpoint" },
          parent,
        );
      }
    }
    this.registerOutputs();
  }
}
