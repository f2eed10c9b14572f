import * as iam from "@pulumi/aws/iam";
import type * as pulumi from "@pulumi/pulumi";
import type { Tags } from "../../config/tags";
import { type Transform, transformed } from "../transform";

export interface AutoScalingRoleArgs {
  readonly region: string;
  /** Name of the deployment, which makes the role's name unique in the account. */
  readonly deployment: string;
  readonly tags?: Tags;
  readonly transform?: Transform<iam.ServiceLinkedRoleArgs>;
}

/** The service-linked role by which Auto Scaling uses the region's key for the volumes of instances. */
export function autoScalingRole(
  name: string,
  { deployment, region, tags, transform }: AutoScalingRoleArgs,
  parent: pulumi.Resource,
): iam.ServiceLinkedRole {
  return new iam.ServiceLinkedRole(
    ...transformed<iam.ServiceLinkedRoleArgs>(
      transform,
      name,
      {
        awsServiceName: "autoscaling.amazonaws.com",
        customSuffix: `${deployment}-${region}`,
        description: "Auto Scaling of groups whose volumes are under the region's key",
        tags,
      },
      { parent },
    ),
  );
}
