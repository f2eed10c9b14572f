import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as wafv2 from "@pulumi/aws/wafv2";
import * as pulumi from "@pulumi/pulumi";
import { deploymentName } from "../../config/naming";
import { named, TAG_KEYS, type Tags } from "../../config/tags";
import { type Transform, transformed } from "../transform";
import { CLOUDFRONT_REGION } from "./cloudfront-region";
import { type WebAclRulesArgs, webAclRules } from "./web-acl-rules";

export interface EdgeWebAclArgs extends WebAclRulesArgs {
  /** Key of us-east-1 that encrypts the log group. */
  readonly keyArn: pulumi.Input<string>;
  /** Retention of the log group, days. */
  readonly logRetentionDays: pulumi.Input<number>;
  readonly tags?: Tags;
  /** Changes the arguments of the underlying resources. */
  readonly transform?: EdgeWebAclTransform;
}

/** Changes the arguments of the web ACL's resources. */
export interface EdgeWebAclTransform {
  readonly webAcl?: Transform<wafv2.WebAclArgs>;
  readonly logGroup?: Transform<cloudwatch.LogGroupArgs>;
  readonly logging?: Transform<wafv2.WebAclLoggingConfigurationArgs>;
}

/** Headers that are left out of the log because they carry credentials. */
const REDACTED_HEADERS = ["authorization", "cookie"];

/**
 * The edge's web ACL: a rate limit for each address and AWS's managed rules. Requests are logged without credentials.
 * @example
 * new EdgeWebAcl("edge", { requestsPerFiveMinutes: 2000, keyArn: key.arn, logRetentionDays: 365 });
 */
export class EdgeWebAcl extends pulumi.ComponentResource {
  readonly webAcl: wafv2.WebAcl;
  readonly logGroup: cloudwatch.LogGroup;
  readonly logging: wafv2.WebAclLoggingConfiguration;
  readonly arn: pulumi.Output<string>;

  constructor(name: string, args: EdgeWebAclArgs, opts?: pulumi.ComponentResourceOptions) {
    super("redoubt:index:EdgeWebAcl", name, {}, opts);
    const { keyArn, logRetentionDays, tags, transform } = args;
    const region = CLOUDFRONT_REGION;
    const parent = { parent: this };
    this.webAcl = new wafv2.WebAcl(
      ...transformed<wafv2.WebAclArgs>(
        transform?.webAcl,
        name,
        {
          region,
          scope: "CLOUDFRONT",
          description: "What the edge lets through",
          defaultAction: { allow: {} },
          ...webAclRules(metricPrefix(name, tags), args),
          tags: named(tags, name),
        },
        parent,
      ),
    );
    this.arn = this.webAcl.arn;
    this.logGroup = new cloudwatch.LogGroup(
      ...transformed(
        transform?.logGroup,
        `${name}-log`,
        {
          region,
          // AWS WAF delivers only to log groups with this prefix.
          namePrefix: `aws-waf-logs-${name}-`,
          retentionInDays: logRetentionDays,
          kmsKeyId: keyArn,
          tags: named(tags, `${name}-log`),
        },
        parent,
      ),
    );
    this.logging = new wafv2.WebAclLoggingConfiguration(
      ...transformed<wafv2.WebAclLoggingConfigurationArgs>(
        transform?.logging,
        name,
        {
          region,
          resourceArn: this.arn,
          logDestinationConfigs: [this.logGroup.arn],
          redactedFields: REDACTED_HEADERS.map((header) => ({ singleHeader: { name: header } })),
        },
        parent,
      ),
    );
    this.registerOutputs({ arn: this.arn });
  }
}

/** CloudWatch adds up the metrics of web ACLs whose metrics have the same name, so that a deployment's contain the project. */
function metricPrefix(name: string, tags?: Tags): string {
  const project = tags?.[TAG_KEYS.project];
  return project === undefined ? name : `${deploymentName(project)}-${name}`;
}
