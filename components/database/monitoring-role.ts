import * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";
import type { Tags } from "../../config/tags";
import { serviceRole } from "../iam/service-role";
import type { Transform } from "../transform";

/** Interval of Enhanced Monitoring, seconds. */
export const MONITORING_SECONDS = 30;
/** Days that Performance Insights keeps its data: the free tier. */
export const PERFORMANCE_INSIGHTS_DAYS = 7;

export interface MonitoringRoleArgs {
  readonly region: string;
  readonly accountId: pulumi.Input<string>;
  readonly tags?: Tags;
  readonly transform?: Transform<iam.RoleArgs>;
}

/** A role by which RDS delivers Enhanced Monitoring. */
export interface MonitoringRole {
  readonly role: iam.Role;
  /** ARN of the role; resolves once its policy is attached, because RDS checks that. */
  readonly arn: pulumi.Output<string>;
}

export function monitoringRole(name: string, args: MonitoringRoleArgs, parent: pulumi.Resource): MonitoringRole {
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
  return { role, arn: pulumi.all([role.arn, attachment.id]).apply(([arn]) => arn) };
}
