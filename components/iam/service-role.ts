import * as iam from "@pulumi/aws/iam";
import type { Resource } from "@pulumi/pulumi";
import { named, type Tags } from "../../config/tags";

/** A role that one AWS service alone may take. */
export function serviceRole(
  name: string,
  service: string,
  description: string,
  parent: Resource,
  tags?: Tags,
): iam.Role {
  const trust = {
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { Service: service }, Action: "sts:AssumeRole" }],
  };
  return new iam.Role(
    name,
    { description, assumeRolePolicy: JSON.stringify(trust), tags: named(tags, name) },
    { parent },
  );
}
