import * as ec2 from "@pulumi/aws/ec2";
import * as ec2transitgateway from "@pulumi/aws/ec2transitgateway";
import { SecurityGroupEgressRule, SecurityGroupIngressRule } from "@pulumi/aws/vpc";
import * as pulumi from "@pulumi/pulumi";
import { named, type Tags } from "../../config/tags";
import { type Transform, transformed } from "../transform";

export interface BreakGlassArgs {
  readonly region: string;
  readonly vpcId: pulumi.Input<string>;
  /** Private subnet of the endpoint. */
  readonly subnetId: pulumi.Input<string>;
  /** IPv4 ranges of the operators. With an empty list nobody can connect. */
  readonly cidrs: readonly string[];
  /** Security groups of the instances, by tier. */
  readonly instanceSecurityGroupIds: Readonly<Record<string, pulumi.Input<string>>>;
  readonly tags?: Tags;
  /** Changes the arguments of the underlying resources. */
  readonly transform?: {
    readonly securityGroup?: Transform<ec2.SecurityGroupArgs>;
    readonly endpoint?: Transform<ec2transitgateway.InstanceConnectEndpointArgs>;
  };
}

const SSH_PORT = 22;

/**
 * Access to the instances for the case that Session Manager is unavailable: an EC2 Instance Connect Endpoint, which authorizes
 * connections with IAM. It preserves the client's address, so the security groups of the instances decide which ranges may connect.
 * @example
 * new BreakGlass("break-glass", {
 *   region: "us-east-1",
 *   vpcId: network.vpcId,
 *   subnetId,
 *   cidrs: ["198.51.100.0/24"],
 *   instanceSecurityGroupIds: { web: web.instances.securityGroupId },
 * });
 */
export class BreakGlass extends pulumi.ComponentResource {
  readonly securityGroup: ec2.SecurityGroup;
  readonly endpoint: ec2transitgateway.InstanceConnectEndpoint;

  constructor(name: string, args: BreakGlassArgs, opts?: pulumi.ComponentResourceOptions) {
    super("redoubt:index:BreakGlass", name, {}, opts);
    const { cidrs, instanceSecurityGroupIds, region, subnetId, transform, vpcId } = args;
    const parent = { parent: this };
    const tags = named(args.tags, name);
    this.securityGroup = new ec2.SecurityGroup(
      ...transformed(
        transform?.securityGroup,
        name,
        { region, vpcId, description: "Instance Connect Endpoint: break-glass access", tags },
        parent,
      ),
    );
    this.endpoint = new ec2transitgateway.InstanceConnectEndpoint(
      ...transformed(
        transform?.endpoint,
        name,
        { region, subnetId, securityGroupIds: [this.securityGroup.id], preserveClientIp: true, tags },
        parent,
      ),
    );
    if (cidrs.length > 0) {
      for (const [tier, securityGroupId] of Object.entries(instanceSecurityGroupIds)) {
        this.allow(name, tier, securityGroupId, args);
      }
    }
    this.registerOutputs();
  }

  /** From the operators' ranges to the instances of one tier. */
  private allow(name: string, tier: string, securityGroupId: pulumi.Input<string>, args: BreakGlassArgs): void {
    const ssh = { region: args.region, ipProtocol: "tcp", fromPort: SSH_PORT, toPort: SSH_PORT };
    new SecurityGroupEgressRule(
      `${name}-${tier}`,
      {
        ...ssh,
        securityGroupId: this.securityGroup.id,
        referencedSecurityGroupId: securityGroupId,
        description: `To the instances of ${tier}`,
      },
      { parent: this },
    );
    for (const cidrIpv4 of args.cidrs) {
      new SecurityGroupIngressRule(
        `${name}-${tier}-${cidrIpv4}`,
        { ...ssh, securityGroupId, cidrIpv4, description: "Break-glass access through the endpoint" },
        { parent: this },
      );
    }
  }
}
