import * as iam from "@pulumi/aws/iam";
import type * as pulumi from "@pulumi/pulumi";
import { named, type Tags } from "../../config/tags";
import { type Transform, transformed } from "../transform";
import { policyDocument } from "./policy-document";

export interface ServiceRoleArgs {
  /** Service principal, such as lambda.amazonaws.com. */
  readonly service: string;
  readonly description: pulumi.Input<string>;
  readonly tags?: Tags;
  readonly transform?: Transform<iam.RoleArgs>;
}

/** A role that only one AWS service can assume. */
export function serviceRole(name: string, args: ServiceRoleArgs, parent: pulumi.Resource): iam.Role {
  const { description, service, tags, transform } = args;
  const assumeRolePolicy = policyDocument([{ principal: { Service: service }, actions: "sts:AssumeRole" }]);
  return new iam.Role(
    ...transformed(transform, name, { description, assumeRolePolicy, tags: named(tags, name) }, { parent }),
  );
}
