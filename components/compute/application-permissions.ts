import * as pulumi from "@pulumi/pulumi";
import { arnIn } from "../iam/arn";
import type { Permission } from "../iam/policy-document";

export interface ApplicationPermissionsArgs {
  readonly region: string;
  /** ARN of the region's copy of the database's credentials. */
  readonly secretArn: pulumi.Input<string>;
  /** ARNs of the replicated buckets, by region. */
  readonly bucketArns: Readonly<Record<string, pulumi.Input<string>>>;
  /** ARN of the region's replica of the multi-Region key that encrypts secret and buckets. */
  readonly dataKeyArn: pulumi.Input<string>;
  /**
   * ARNs of further keys under which objects of existing buckets are encrypted.
   * @default none
   */
  readonly objectKeyArns?: readonly pulumi.Input<string>[];
  /** ARN of the access point in front of the buckets. */
  readonly accessPointArn: pulumi.Input<string>;
}

/** Use of a key by S3 on behalf of the application. */
const THROUGH_S3 = { StringLike: { "kms:ViaService": "s3.*.amazonaws.com" } };

/**
 * What the application may do with its data: read its region's credentials; read and write its region's bucket, by name or through
 * the access point; and read the other regions' buckets. The access point may answer from any of them, and the objects of each are
 * encrypted under its own region's key ARN. The keys of a multi-Region set have one key id, so a wildcard for the region names
 * exactly these (KMS Developer Guide, "Control access to multi-Region keys").
 */
export function applicationPermissions(args: ApplicationPermissionsArgs): Permission[] {
  const { accessPointArn, dataKeyArn, objectKeyArns = [], region } = args;
  const { [region]: bucketArn, ...otherBuckets } = args.bucketArns;
  if (!bucketArn) {
    throw new Error(`bucketArns: got ${Object.keys(otherBuckets).join(", ") || "none"}; add ${region}`);
  }
  const objects = [pulumi.interpolate`${bucketArn}/*`, pulumi.interpolate`${accessPointArn}/object/*`];
  const otherObjects = Object.values(otherBuckets).map((arn) => pulumi.interpolate`${arn}/*`);
  return [
    { actions: ["secretsmanager:GetSecretValue", "secretsmanager:DescribeSecret"], resources: [args.secretArn] },
    { actions: ["s3:ListBucket"], resources: [bucketArn, accessPointArn, ...Object.values(otherBuckets)] },
    { actions: ["s3:GetObject"], resources: [...objects, ...otherObjects] },
    { actions: ["s3:PutObject", "s3:DeleteObject"], resources: objects },
    { actions: ["kms:Decrypt", "kms:GenerateDataKey"], resources: [dataKeyArn] },
    {
      actions: ["kms:Decrypt"],
      resources: [pulumi.output(dataKeyArn).apply((arn) => arnIn("*", arn))],
      condition: THROUGH_S3,
    },
    ...(objectKeyArns.length > 0
      ? [{ actions: ["kms:Decrypt", "kms:GenerateDataKey"], resources: objectKeyArns, condition: THROUGH_S3 }]
      : []),
  ];
}
