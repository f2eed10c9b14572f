import * as ec2 from "@pulumi/aws/ec2";
import type * as pulumi from "@pulumi/pulumi";
import { named, type Tags } from "../../config/tags";
import { type SecurityGroupPair, securityGroupPair } from "../network/security-group-pair";
import { type Transform, transformed } from "../transform";

export interface DatabaseSecurityGroupArgs {
  readonly region: string;
  readonly vpcId: pulumi.Input<string>;
  readonly tags?: Tags;
  readonly transform?: Transform<ec2.SecurityGroupArgs>;
}

/** The database's security group, without rules. */
export function databaseSecurityGroup(
  name: string,
  { region, tags, transform, vpcId }: DatabaseSecurityGroupArgs,
  parent: pulumi.Resource,
): ec2.SecurityGroup {
  return new ec2.SecurityGroup(
    ...transformed(
      transform,
      name,
      { region, vpcId, description: "The database, reached by the application tier alone", tags: named(tags, name) },
      { parent },
    ),
  );
}

export interface ClientAccessArgs {
  readonly region: string;
  readonly port: number;
  /** Security group of the database. */
  readonly securityGroupId: pulumi.Input<string>;
  /** The security group that may connect; absent where none may. */
  readonly clientSecurityGroupId?: pulumi.Input<string>;
  /**
   * Whether the clients' group gets the rule by which they connect.
   * @default true
   */
  readonly clientEgress?: boolean;
}

/** Admits the clients' group to the database. */
export function admitClients(
  name: string,
  { clientEgress = true, clientSecurityGroupId, port, region, securityGroupId }: ClientAccessArgs,
  parent: pulumi.Resource,
): SecurityGroupPair | undefined {
  if (clientSecurityGroupId === undefined) return undefined;
  return securityGroupPair({
    region,
    port,
    client: {
      securityGroupId: clientSecurityGroupId,
      ruleName: `${name}-clients`,
      description: "To the database",
      parent,
      unchanged: !clientEgress,
    },
    server: { securityGroupId, ruleName: name, description: "From the application tier", parent },
  });
}
