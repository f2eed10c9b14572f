import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as wafv2 from "@pulumi/aws/wafv2";
import * as pulumi from "@pulumi/pulumi";
import { named, type Tags } from "../../config/tags";
import { cloudFrontRegion } from "./edge-certificate";

export interface EdgeWebAclArgs {
  /** Requests that one address may send in five minutes. */
  readonly requestsPerFiveMinutes: number;
  /**
   * Action for request bodies over 8 KB, which the common rule set blocks (AWS WAF Developer Guide, SizeRestrictions_BODY).
   * @default "count"
   */
  readonly oversizedBodies?: "count" | "block";
  /** Key of us-east-1 that encrypts the log. */
  readonly keyArn: pulumi.Input<string>;
  /** Retention of the log group, days. */
  readonly logRetentionDays: number;
  readonly tags?: Tags;
}

/** AWS's own rule groups, in the order in which they are asked. */
const managedRules = {
  "ip-reputation": "AWSManagedRulesAmazonIpReputationList",
  common: "AWSManagedRulesCommonRuleSet",
  "known-bad-inputs": "AWSManagedRulesKnownBadInputsRuleSet",
  "sql-injection": "AWSManagedRulesSQLiRuleSet",
} as const;

const COUNT_LARGE_BODIES = { name: "SizeRestrictions_BODY", actionToUse: { count: {} } };

/** What the edge lets through: a rate an address, and AWS's managed rules; what it sees is logged, credentials left out. */
export class EdgeWebAcl extends pulumi.ComponentResource {
  readonly arn: pulumi.Output<string>;

  constructor(name: string, args: EdgeWebAclArgs, opts?: pulumi.ComponentResourceOptions) {
    super("redoubt:index:EdgeWebAcl", name, {}, opts);
    const region = cloudFrontRegion;
    const parent = { parent: this };
    const visibility = (metricName: string) => ({
      cloudwatchMetricsEnabled: true,
      metricName,
      sampledRequestsEnabled: true,
    });
    const rateLimit = {
      name: "rate-limit",
      priority: 0,
      action: { block: {} },
      statement: { rateBasedStatement: { limit: args.requestsPerFiveMinutes, aggregateKeyType: "IP" } },
      visibilityConfig: visibility(`${name}-rate-limit`),
    };
    const acl = new wafv2.WebAcl(
      name,
      {
        region,
        scope: "CLOUDFRONT",
        description: "What the edge lets through",
        defaultAction: { allow: {} },
        rules: [
          rateLimit,
          ...Object.entries(managedRules).map(([rule, group], index) => ({
            name: rule,
            priority: index + 1,
            overrideAction: { none: {} },
            statement: {
              managedRuleGroupStatement: {
                vendorName: "AWS",
                name: group,
                ...(rule === "common" &&
                  args.oversizedBodies !== "block" && { ruleActionOverrides: [COUNT_LARGE_BODIES] }),
              },
            },
            visibilityConfig: visibility(`${name}-${rule}`),
          })),
        ],
        visibilityConfig: visibility(name),
        tags: named(args.tags, name),
      },
      parent,
    );
    const log = new cloudwatch.LogGroup(
      `${name}-log`,
      {
        region,
        // WAF delivers to groups of this prefix only.
        namePrefix: `aws-waf-logs-${name}-`,
        retentionInDays: args.logRetentionDays,
        kmsKeyId: args.keyArn,
        tags: named(args.tags, `${name}-log`),
      },
      parent,
    );
    new wafv2.WebAclLoggingConfiguration(
      name,
      {
        region,
        resourceArn: acl.arn,
        logDestinationConfigs: [log.arn],
        redactedFields: ["authorization", "cookie"].map((header) => ({ singleHeader: { name: header } })),
      },
      parent,
    );
    this.arn = acl.arn;
    this.registerOutputs({ arn: this.arn });
  }
}
