import * as pulumi from "@pulumi/pulumi";
import * as library from "../../components";

export interface LogBucketArgs {
  readonly region: library.LogBucketArgs["region"];
  readonly accountId: library.LogBucketArgs["accountId"];
  readonly logRetentionDays: library.LogBucketArgs["logRetentionDays"];
  readonly tags?: library.LogBucketArgs["tags"];
  readonly protect?: library.LogBucketArgs["protect"];
  readonly cloudFront?: library.LogBucketArgs["cloudFront"];
}

/** A bucket for the access logs of the load balancers and buckets of its region. */
export class LogBucket extends pulumi.ComponentResource {
  /** Name of the bucket; resolves once its policy allows deliveries. */
  readonly bucketName: pulumi.Output<string>;
  /** Regional domain name, the form that CloudFront takes. */
  readonly domainName: pulumi.Output<string>;

  constructor(name: string, args: LogBucketArgs, opts?: pulumi.ComponentResourceOptions) {
    super("redoubt:index:LogBucket", name, {}, opts);
    const { bucketName, domainName } = new library.LogBucket(name, args, { parent: this });
    this.bucketName = bucketName;
    this.domainName = domainName;
    this.registerOutputs({ bucketName, domainName });
  }
}
