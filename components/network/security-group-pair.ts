import { SecurityGroupEgressRule, SecurityGroupIngressRule } from "@pulumi/aws/vpc";
import type * as pulumi from "@pulumi/pulumi";

/** One end of a permitted connection: a security group, and the rule that is added to it. */
export interface ConnectionEnd {
  readonly securityGroupId: pulumi.Input<string>;
  /** Logical name of the rule. */
  readonly ruleName: string;
  readonly description: string;
  /** Component that the rule belongs to. */
  readonly parent: pulumi.Resource;
  /**
   * Leave the group as it is, because it has rules of its own.
   * @default false
   */
  readonly unchanged?: boolean;
}

export interface SecurityGroupPairArgs {
  readonly region: string;
  /** TCP port on which the server listens. */
  readonly port: number;
  readonly client: ConnectionEnd;
  readonly server: ConnectionEnd;
}

/** The two rules of a permitted connection. */
export interface SecurityGroupPair {
  /** Absent where the client's group stays as it is. */
  readonly egress: SecurityGroupEgressRule | undefined;
  readonly ingress: SecurityGroupIngressRule;
}

/** Lets the members of one security group connect to those of another: an egress rule on the first, an ingress rule on the second. */
export function securityGroupPair({ region, port, client, server }: SecurityGroupPairArgs): SecurityGroupPair {
  const tcp = { region, ipProtocol: "tcp", fromPort: port, toPort: port };
  const egress = client.unchanged
    ? undefined
    : new SecurityGroupEgressRule(
        client.ruleName,
        {
          ...tcp,
          securityGroupId: client.securityGroupId,
          referencedSecurityGroupId: server.securityGroupId,
          description: client.description,
        },
        { parent: client.parent },
      );
  const ingress = new SecurityGroupIngressRule(
    server.ruleName,
    {
      ...tcp,
      securityGroupId: server.securityGroupId,
      referencedSecurityGroupId: client.securityGroupId,
      description: server.description,
    },
    { parent: server.parent },
  );
  return { egress, ingress };
}
