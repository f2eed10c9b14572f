import * as ec2 from "@pulumi/aws/ec2";
import type * as pulumi from "@pulumi/pulumi";
import { named, type Tags } from "../../config/tags";
import { securityGroupPair } from "../network/security-group-pair";
import { type Transform, transformed } from "../transform";

export interface DatabaseSecurityGroupArgs {
  readonly region: string;
  readonly vpcId: pulumi.Input<string>;
  readonly port: number;
  /** The only security group that may connect; absent where none may. */
  readonly clientSecurityGroupId?: pulumi.Input<string>;
  /** Whether the clients' group gets the rule by which they connect. */
  readonly clientEgress?: boolean;
  readonly tags?: Tags;
  readonly transform?: Transform<ec2.SecurityGroupArgs>;
}

/** The database's security group: it admits the clients' group only, which may connect to it in turn. */
export function databaseSecurityGroup(
  name: string,
  args: DatabaseSecurityGroupArgs,
  parent: pulumi.Resource,
): ec2.SecurityGroup {
  const { clientEgress = true, clientSecurityGroupId, port, region, tags, transform, vpcId } = args;
  const opts = { parent };
  const group = new ec2.SecurityGroup(
    ...transformed(
      transform,
      name,
      { region, vpcId, description: "The database, reached by the application tier alone", tags: named(tags, name) },
      opts,
    ),
  );
  if (clientSecurityGroupId === undefined) return group;
  securityGroupPair({
    region,
    port,
    client: {
      securityGroupId: clientSecurityGroupId,
      ruleName: `${name}-clients`,
      description: "To the database",
      parent,
      unchanged: !clientEgress,
    },
    server: { securityGroupId: group.id, ruleName: name, description: "From the application tier", parent },
  });
  return group;
}
