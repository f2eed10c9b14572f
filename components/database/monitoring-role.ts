import * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";
import type { Tags } from "../../config/tags";
import { serviceRole } from "../iam/service-role";
import type { Transform } from "../transform";

export interface MonitoringRoleArgs {
  readonly region: string;
  readonly accountId: pulumi.Input<string>;
  readonly tags?: Tags;
  readonly transform?: Transform<iam.RoleArgs>;
}

/** ARN of a role by which RDS delivers Enhanced Monitoring; known once its policy is attached, because RDS checks that. */
export function monitoringRole(name: string, args: MonitoringRoleArgs, parent: pulumi.Resource): pulumi.Output<string> {
  const { accountId, region, tags, transform } = args;
  const role = serviceRole(
    name,
    {
      service: "monitoring.rds.amazonaws.com",
      description: "Writes the database's enhanced monitoring",
      source: { accountId, arn: pulumi.interpolate`arn:aws:rds:${region}:${accountId}:db:*` },
      tags,
      transform,
    },
    parent,
  );
  const attachment = new iam.RolePolicyAttachment(
    name,
    { role: role.name, policyArn: "arn:aws:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole" },
    { parent },
  );
  return pulumi.all([role.arn, attachment.id]).apply(([arn]) => arn);
}
