import * as cloudwatch from "@pulumi/aws/cloudwatch";
import type * as pulumi from "@pulumi/pulumi";
import { named, type Tags } from "../../config/tags";
import { type Transform, transformed } from "../transform";

export interface LogGroupsArgs {
  readonly region: string;
  /** What exports the logs, as it is in the log groups' names: instance/IDENTIFIER or cluster/IDENTIFIER. */
  readonly source: `${"instance" | "cluster"}/${string}`;
  /** The exported logs, by RDS's names. */
  readonly logExports: readonly string[];
  /** Retention, days. */
  readonly logRetentionDays: pulumi.Input<number>;
  /** Key of the region that CloudWatch Logs may use; absent for CloudWatch Logs' own. */
  readonly logKeyArn?: pulumi.Input<string>;
  readonly tags?: Tags;
  readonly transform?: Transform<cloudwatch.LogGroupArgs>;
}

/**
 * The log groups to which RDS exports a database's logs, created before the database. RDS would create them itself, without
 * retention or key, and a destroy would leave them behind (RDS User Guide, "Publishing database logs to Amazon CloudWatch Logs").
 */
export function logGroups(name: string, args: LogGroupsArgs, parent: pulumi.Resource): cloudwatch.LogGroup[] {
  return args.logExports.map((log) => {
    const group = `/aws/rds/${args.source}/${log}`;
    return new cloudwatch.LogGroup(
      ...transformed(
        args.transform,
        `${name}-${log}`,
        {
          region: args.region,
          name: group,
          retentionInDays: args.logRetentionDays,
          kmsKeyId: args.logKeyArn,
          tags: named(args.tags, group),
        },
        { parent },
      ),
    );
  });
}
