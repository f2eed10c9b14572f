import type * as wafv2 from "@pulumi/aws/wafv2";
import type * as pulumi from "@pulumi/pulumi";

export interface WebAclRulesArgs {
  /** Requests that one address may send in five minutes. */
  readonly requestsPerFiveMinutes: pulumi.Input<number>;
  /**
   * Action for request bodies over 8 KB, which the common rule set blocks (AWS WAF Developer Guide, SizeRestrictions_BODY).
   * @default "count"
   */
  readonly oversizedBodies?: "count" | "block";
}

/** AWS's managed rule groups in the order of evaluation, after the rate limit. */
const MANAGED_RULE_GROUPS = {
  "ip-reputation": "AWSManagedRulesAmazonIpReputationList",
  common: "AWSManagedRulesCommonRuleSet",
  "known-bad-inputs": "AWSManagedRulesKnownBadInputsRuleSet",
  "sql-injection": "AWSManagedRulesSQLiRuleSet",
} as const;

const COUNT_OVERSIZED_BODIES = { name: "SizeRestrictions_BODY", actionToUse: { count: {} } };

/**
 * The rules of a web ACL, each with a metric of its own.
 * @param name prefix of the metrics
 */
export function webAclRules(
  name: string,
  { requestsPerFiveMinutes, oversizedBodies = "count" }: WebAclRulesArgs,
): Pick<wafv2.WebAclArgs, "rules" | "visibilityConfig"> {
  const visibility = (metricName: string) => ({
    cloudwatchMetricsEnabled: true,
    metricName,
    sampledRequestsEnabled: true,
  });
  const rateLimit = {
    name: "rate-limit",
    priority: 0,
    action: { block: {} },
    statement: { rateBasedStatement: { limit: requestsPerFiveMinutes, aggregateKeyType: "IP" } },
    visibilityConfig: visibility(`${name}-rate-limit`),
  };
  const managed = Object.entries(MANAGED_RULE_GROUPS).map(([rule, group], index) => ({
    name: rule,
    priority: index + 1,
    overrideAction: { none: {} },
    statement: {
      managedRuleGroupStatement: {
        vendorName: "AWS",
        name: group,
        ...(rule === "common" && oversizedBodies === "count" && { ruleActionOverrides: [COUNT_OVERSIZED_BODIES] }),
      },
    },
    visibilityConfig: visibility(`${name}-${rule}`),
  }));
  return { rules: [rateLimit, ...managed], visibilityConfig: visibility(name) };
}
