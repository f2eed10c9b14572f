import * as pulumi from "@pulumi/pulumi";

type Values = pulumi.Input<string> | readonly pulumi.Input<string>[];

/** Actions that an identity may call, on which resources, and under which condition. */
export interface Permission {
  readonly actions: string | readonly string[];
  readonly resources: Values;
  /** Values of condition keys, by operator and key: `{ StringEquals: { "aws:SourceAccount": "123456789012" } }`. */
  readonly condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** One statement of an identity policy, a resource policy or a trust policy. */
export interface PolicyStatement extends Omit<Permission, "resources"> {
  readonly sid?: string;
  /** @default "Allow" */
  readonly effect?: "Allow" | "Deny";
  /** Required in resource policies and trust policies, not allowed in identity policies. */
  readonly principal?: "*" | Readonly<Record<string, pulumi.Input<string>>>;
  /** Required except in trust policies. */
  readonly resources?: Values;
}

/** A policy document as JSON. */
export function policyDocument(statements: readonly PolicyStatement[]): pulumi.Output<string> {
  return pulumi.jsonStringify({ Version: "2012-10-17", Statement: statements.map(statementJson) });
}

/** A permission for actions without resource-level permissions, limited to one region. */
export function regionWide(region: string, actions: readonly string[]): Permission {
  return { actions, resources: ["*"], condition: { StringEquals: { "aws:RequestedRegion": region } } };
}

/** A resource policy's statement that denies requests without TLS. */
export function denyWithoutTls(actions: string, resources: Values): PolicyStatement {
  return {
    effect: "Deny",
    principal: "*",
    actions,
    resources,
    condition: { Bool: { "aws:SecureTransport": "false" } },
  };
}

function statementJson({ sid, effect = "Allow", principal, actions, resources, condition }: PolicyStatement) {
  return {
    ...(sid && { Sid: sid }),
    Effect: effect,
    ...(principal && { Principal: principal }),
    Action: actions,
    ...(resources && { Resource: resources }),
    ...(condition && { Condition: condition }),
  };
}
