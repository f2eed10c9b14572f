import * as iam from "@pulumi/aws/iam";
import type * as pulumi from "@pulumi/pulumi";
import { named, type Tags } from "../../config/tags";
import { type Transform, transformed } from "../transform";
import { policyDocument } from "./policy-document";

export interface ServiceRoleArgs {
  /** Service principal, such as lambda.amazonaws.com. */
  readonly service: string;
  readonly description: pulumi.Input<string>;
  /**
   * The account, and the pattern of the ARNs, of the resources for which the service may assume the role. Leave it out for services
   * that do not document aws:SourceAccount for the role: EC2 for instance profiles, Lambda for execution roles, S3 for replication.
   * @default any resource
   */
  readonly source?: { readonly accountId: pulumi.Input<string>; readonly arn?: pulumi.Input<string> };
  readonly tags?: Tags;
  readonly transform?: Transform<iam.RoleArgs>;
}

/**
 * A role that only one AWS service can assume, and only for the account's own resources where the service supports that (IAM User
 * Guide, "The confused deputy problem").
 */
export function serviceRole(name: string, args: ServiceRoleArgs, parent: pulumi.Resource): iam.Role {
  const { description, service, source, tags, transform } = args;
  const condition = source && {
    StringEquals: { "aws:SourceAccount": source.accountId },
    ...(source.arn && { ArnLike: { "aws:SourceArn": source.arn } }),
  };
  const assumeRolePolicy = policyDocument([{ principal: { Service: service }, actions: "sts:AssumeRole", condition }]);
  return new iam.Role(
    ...transformed(transform, name, { description, assumeRolePolicy, tags: named(tags, name) }, { parent }),
  );
}
