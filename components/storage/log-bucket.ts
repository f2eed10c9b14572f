import * as pulumi from "@pulumi/pulumi";
import type { Tags } from "../../config/tags";
import type { PolicyStatement } from "../iam/policy-document";
import { type PrivateBucket, type PrivateBucketTransform, privateBucket } from "./private-bucket";

export interface LogBucketArgs {
  readonly region: string;
  readonly accountId: pulumi.Input<string>;
  /** Days after which log objects expire. */
  readonly logRetentionDays: pulumi.Input<number>;
  /**
   * Accept CloudFront's standard logs, which are delivered with an access-control list.
   * @default false
   */
  readonly cloudFront?: boolean;
  /**
   * Protect the bucket against deletion.
   * @default true
   */
  readonly protect?: boolean;
  readonly tags?: Tags;
  /** Changes the arguments of the underlying resources. */
  readonly transform?: PrivateBucketTransform;
}

/** Days after which a deleted or overwritten log object is gone. */
const NONCURRENT_LOG_DAYS = 30;

/**
 * A bucket for the access logs of the load balancers and buckets of its region. It is encrypted with S3's own key, because load
 * balancers cannot deliver logs to a bucket with a KMS key (Elastic Load Balancing, "Enable access logs").
 * @example
 * const logs = new LogBucket("logs", { region: "us-east-1", accountId, logRetentionDays: 365 });
 */
export class LogBucket extends pulumi.ComponentResource {
  /** The bucket and its settings. */
  readonly resources: PrivateBucket;
  /** Name of the bucket; resolves once its policy allows deliveries. */
  readonly bucketName: pulumi.Output<string>;
  /** Regional domain name, the form that CloudFront takes; resolves once the bucket's ownership controls are set. */
  readonly domainName: pulumi.Output<string>;

  constructor(name: string, args: LogBucketArgs, opts?: pulumi.ComponentResourceOptions) {
    super("redoubt:index:LogBucket", name, {}, opts);
    const { accountId, protect, region, tags, transform } = args;
    this.resources = privateBucket(
      name,
      {
        region,
        encryption: { applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } },
        objectOwnership: args.cloudFront ? "BucketOwnerPreferred" : "BucketOwnerEnforced",
        expiry: {
          id: "expire",
          expiration: { days: args.logRetentionDays },
          noncurrentVersionExpiration: { noncurrentDays: NONCURRENT_LOG_DAYS },
        },
        statements: (bucketArn) => [allowLoadBalancerLogs(bucketArn, accountId), allowBucketLogs(bucketArn, accountId)],
        protect,
        tags,
        transform,
      },
      this,
    );
    const { bucket, ownershipControls, policy } = this.resources;
    this.bucketName = policy.bucket;
    this.domainName = pulumi.all([bucket.bucketRegionalDomainName, ownershipControls.id]).apply(([domain]) => domain);
    this.registerOutputs({ bucket: this.bucketName, domainName: this.domainName });
  }
}

/**
 * Scoped by the path and not by a condition, as in AWS's own policy: ELB does not document that its principal sends
 * aws:SourceAccount (Elastic Load Balancing User Guide, "Enable access logs"). Each load balancer logs under its name as prefix.
 */
function allowLoadBalancerLogs(bucketArn: pulumi.Input<string>, accountId: pulumi.Input<string>): PolicyStatement {
  return {
    sid: "LoadBalancerLogs",
    principal: { Service: "logdelivery.elasticloadbalancing.amazonaws.com" },
    actions: "s3:PutObject",
    resources: pulumi.interpolate`${bucketArn}/*/AWSLogs/${accountId}/*`,
  };
}

function allowBucketLogs(bucketArn: pulumi.Input<string>, accountId: pulumi.Input<string>): PolicyStatement {
  return {
    sid: "BucketLogs",
    principal: { Service: "logging.s3.amazonaws.com" },
    actions: "s3:PutObject",
    resources: pulumi.interpolate`${bucketArn}/*`,
    condition: { StringEquals: { "aws:SourceAccount": accountId } },
  };
}
