import type * as ec2 from "@pulumi/aws/ec2";
import { SecurityGroup } from "@pulumi/aws/ec2";
import { SecurityGroupEgressRule } from "@pulumi/aws/vpc";
import type * as pulumi from "@pulumi/pulumi";
import { named, type Tags } from "../../config/tags";
import { type Transform, transformed } from "../transform";

export interface HostSecurityGroupArgs {
  readonly region: string;
  readonly vpcId: pulumi.Input<string>;
  readonly description: string;
  /** Logical name of the rule that permits HTTPS. */
  readonly egressName: string;
  readonly egressDescription: string;
  readonly tags?: Tags;
  readonly transform?: Transform<ec2.SecurityGroupArgs>;
}

/**
 * The security group of instances or tasks. They may connect to any host by HTTPS. It has no ingress rules: who connects to them adds its
 * own.
 */
export function hostSecurityGroup(name: string, args: HostSecurityGroupArgs, parent: pulumi.Resource): SecurityGroup {
  const { description, egressDescription, egressName, region, tags, transform, vpcId } = args;
  const group = new SecurityGroup(
    ...transformed(transform, name, { region, vpcId, description, tags: named(tags, name) }, { parent }),
  );
  new SecurityGroupEgressRule(
    egressName,
    {
      region,
      securityGroupId: group.id,
      description: egressDescription,
      cidrIpv4: "0.0.0.0/0",
      ipProtocol: "tcp",
      fromPort: 443,
      toPort: 443,
    },
    { parent },
  );
  return group;
}
