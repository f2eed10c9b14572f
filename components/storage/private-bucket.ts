import * as s3 from "@pulumi/aws/s3";
import type { input } from "@pulumi/aws/types";
import * as pulumi from "@pulumi/pulumi";
import { named, type Tags } from "../../config/tags";
import { dataOptions } from "../data-protection";
import { denyWithoutTls, type PolicyStatement, policyDocument } from "../iam/policy-document";
import { type Transform, transformed } from "../transform";

export interface PrivateBucketArgs {
  readonly region: string;
  readonly encryption: input.s3.BucketServerSideEncryptionConfigurationRule;
  readonly objectOwnership: "BucketOwnerEnforced" | "BucketOwnerPreferred";
  /** When objects and their noncurrent versions expire. */
  readonly expiry: Pick<input.s3.BucketLifecycleConfigurationRule, "id" | "expiration" | "noncurrentVersionExpiration">;
  /** Bucket policy statements in addition to the one that denies requests without TLS. */
  readonly statements?: (bucketArn: pulumi.Output<string>) => PolicyStatement[];
  readonly protect?: boolean;
  readonly tags?: Tags;
  readonly transform?: PrivateBucketTransform;
}

/** Changes the arguments of a bucket's resources. */
export interface PrivateBucketTransform {
  readonly bucket?: Transform<s3.BucketArgs>;
  readonly versioning?: Transform<s3.BucketVersioningArgs>;
  readonly encryption?: Transform<s3.BucketServerSideEncryptionConfigurationArgs>;
  readonly ownershipControls?: Transform<s3.BucketOwnershipControlsArgs>;
  readonly publicAccessBlock?: Transform<s3.BucketPublicAccessBlockArgs>;
  readonly lifecycle?: Transform<s3.BucketLifecycleConfigurationArgs>;
  readonly policy?: Transform<s3.BucketPolicyArgs>;
}

/** A bucket's resources. */
export interface PrivateBucket {
  readonly bucket: s3.Bucket;
  readonly versioning: s3.BucketVersioning;
  readonly encryption: s3.BucketServerSideEncryptionConfiguration;
  readonly ownershipControls: s3.BucketOwnershipControls;
  readonly publicAccessBlock: s3.BucketPublicAccessBlock;
  readonly lifecycle: s3.BucketLifecycleConfiguration;
  readonly policy: s3.BucketPolicy;
}

/** A versioned, encrypted bucket without public access, reachable over TLS only. */
export function privateBucket(name: string, args: PrivateBucketArgs, parent: pulumi.Resource): PrivateBucket {
  const { protect, region, transform } = args;
  const opts = { parent };
  const bucket = new s3.Bucket(
    ...transformed(
      transform?.bucket,
      name,
      { region, forceDestroy: protect === false, tags: named(args.tags, name) },
      { ...opts, ...dataOptions(protect) },
    ),
  );
  const target = { region, bucket: bucket.id };
  const versioning = new s3.BucketVersioning(
    ...transformed<s3.BucketVersioningArgs>(
      transform?.versioning,
      name,
      { ...target, versioningConfiguration: { status: "Enabled" } },
      opts,
    ),
  );
  const encryption = new s3.BucketServerSideEncryptionConfiguration(
    ...transformed(transform?.encryption, name, { ...target, rules: [args.encryption] }, opts),
  );
  const ownershipControls = new s3.BucketOwnershipControls(
    ...transformed(
      transform?.ownershipControls,
      name,
      { ...target, rule: { objectOwnership: args.objectOwnership } },
      opts,
    ),
  );
  const publicAccessBlock = new s3.BucketPublicAccessBlock(
    ...transformed(
      transform?.publicAccessBlock,
      name,
      {
        ...target,
        blockPublicAcls: true,
        blockPublicPolicy: true,
        ignorePublicAcls: true,
        restrictPublicBuckets: true,
      },
      opts,
    ),
  );
  const lifecycle = new s3.BucketLifecycleConfiguration(
    ...transformed(
      transform?.lifecycle,
      name,
      {
        ...target,
        rules: [
          { ...args.expiry, status: "Enabled", filter: {}, abortIncompleteMultipartUpload: { daysAfterInitiation: 7 } },
        ],
      },
      { ...opts, dependsOn: [versioning] },
    ),
  );
  const statements = [
    { sid: "TlsOnly", ...denyWithoutTls("s3:*", [bucket.arn, pulumi.interpolate`${bucket.arn}/*`]) },
    ...(args.statements?.(bucket.arn) ?? []),
  ];
  const policy = new s3.BucketPolicy(
    ...transformed(
      transform?.policy,
      name,
      { ...target, policy: policyDocument(statements) },
      // S3 refuses concurrent changes of a bucket's access.
      { ...opts, dependsOn: [publicAccessBlock] },
    ),
  );
  return { bucket, versioning, encryption, ownershipControls, publicAccessBlock, lifecycle, policy };
}
