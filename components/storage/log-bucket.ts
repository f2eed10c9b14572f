import * as s3 from "@pulumi/aws/s3";
import * as pulumi from "@pulumi/pulumi";
import { named, type Tags } from "../../config/tags";
import { dataOptions } from "../data-protection";
import { tlsOnlyStatement } from "./tls-only-policy";

export interface LogBucketArgs {
  readonly region: string;
  readonly accountId: pulumi.Input<string>;
  /** Days after which log objects expire. */
  readonly logRetentionDays: number;
  /**
   * Take CloudFront's standard logs, which still come with an access-control list.
   * @default false
   */
  readonly cloudFront?: boolean;
  /**
   * Guard the bucket against deletion.
   * @default true
   */
  readonly protect?: boolean;
  readonly tags?: Tags;
}

/**
 * A region's bucket for access logs of load balancers and buckets. Encrypted with S3's own key, because load balancers cannot
 * deliver to a bucket under a KMS key.
 */
export class LogBucket extends pulumi.ComponentResource {
  /** The bucket's name, known once deliveries are allowed. */
  readonly bucket: pulumi.Output<string>;
  /** Regional domain name, as CloudFront wants it. */
  readonly domainName: pulumi.Output<string>;

  constructor(name: string, args: LogBucketArgs, opts?: pulumi.ComponentResourceOptions) {
    super("redoubt:index:LogBucket", name, {}, opts);
    const { region } = args;
    const parent = { parent: this };
    const bucket = new s3.Bucket(
      name,
      { region, forceDestroy: args.protect === false, tags: named(args.tags, name) },
      { ...parent, ...dataOptions(args.protect) },
    );
    const of = { region, bucket: bucket.id };
    new s3.BucketServerSideEncryptionConfiguration(
      name,
      { ...of, rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }] },
      parent,
    );
    new s3.BucketVersioning(name, { ...of, versioningConfiguration: { status: "Enabled" } }, parent);
    new s3.BucketOwnershipControls(
      name,
      { ...of, rule: { objectOwnership: args.cloudFront ? "BucketOwnerPreferred" : "BucketOwnerEnforced" } },
      parent,
    );
    const block = new s3.BucketPublicAccessBlock(
      name,
      { ...of, blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true },
      parent,
    );
    new s3.BucketLifecycleConfiguration(
      name,
      {
        ...of,
        rules: [
          {
            id: "expire",
            status: "Enabled",
            filter: {},
            expiration: { days: args.logRetentionDays },
            noncurrentVersionExpiration: { noncurrentDays: 30 },
            abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
          },
        ],
      },
      parent,
    );
    const policy = new s3.BucketPolicy(
      name,
      { ...of, policy: deliveryPolicy(bucket.arn, args.accountId) },
      // S3 refuses two changes of a bucket's access at once.
      { ...parent, dependsOn: [block] },
    );
    this.bucket = policy.bucket;
    this.domainName = bucket.bucketRegionalDomainName;
    this.registerOutputs({ bucket: this.bucket, domainName: this.domainName });
  }
}

function deliveryPolicy(bucketArn: pulumi.Input<string>, accountId: pulumi.Input<string>): pulumi.Output<string> {
  const deliver = (sid: string, service: string) => ({
    Sid: sid,
    Effect: "Allow",
    Principal: { Service: service },
    Action: "s3:PutObject",
    Resource: pulumi.interpolate`${bucketArn}/*`,
    Condition: { StringEquals: { "aws:SourceAccount": accountId } },
  });
  return pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: [
      tlsOnlyStatement(bucketArn),
      deliver("LoadBalancerLogs", "logdelivery.elasticloadbalancing.amazonaws.com"),
      deliver("BucketLogs", "logging.s3.amazonaws.com"),
    ],
  });
}
