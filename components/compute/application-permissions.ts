import * as pulumi from "@pulumi/pulumi";
import { arnIn } from "../iam/arn";
import type { Permission } from "../iam/policy-document";

export interface ApplicationPermissionsArgs {
  readonly region: string;
  /** ARN of the region's copy of the database's credentials; absent where the application reads none. */
  readonly secretArn?: pulumi.Input<string>;
  /** ARNs of the replicated buckets, by region. */
  readonly bucketArns: Readonly<Record<string, pulumi.Input<string>>>;
  /** ARN of the region's replica of the multi-Region key that encrypts secret and buckets. */
  readonly dataKeyArn: pulumi.Input<string>;
  /**
   * ARNs of further keys under which objects of existing buckets are encrypted.
   * @default none
   */
  readonly objectKeyArns?: readonly pulumi.Input<string>[];
  /** ARN of the access point in front of the buckets; absent where there is none. */
  readonly accessPointArn?: pulumi.Input<string>;
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
  const { dataKeyArn, objectKeyArns = [], secretArn } = args;
  return [
    ...(secretArn === undefined
      ? []
      : [{ actions: ["secretsmanager:GetSecretValue", "secretsmanager:DescribeSecret"], resources: [secretArn] }]),
    ...bucketPermissions(args),
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

function bucketPermissions({ accessPointArn, bucketArns, region }: ApplicationPermissionsArgs): Permission[] {
  const { [region]: bucketArn, ...otherBuckets } = bucketArns;
  const others = Object.values(otherBuckets);
  if (!bucketArn) {
    if (others.length === 0) return [];
    throw new Error(`bucketArns: got ${Object.keys(otherBuckets).join(", ")}; add ${region}`);
  }
  const accessPoints = accessPointArn === undefined ? [] : [accessPointArn];
  const objects = [
    pulumi.interpolate`${bucketArn}/*`,
    ...accessPoints.map((arn) => pulumi.interpolate`${arn}/object/*`),
  ];
  return [
    { actions: ["s3:ListBucket"], resources: [bucketArn, ...accessPoints, ...others] },
    { actions: ["s3:GetObject"], resources: [...objects, ...others.map((arn) => pulumi.interpolate`${arn}/*`)] },
    { actions: ["s3:PutObject", "s3:DeleteObject"], resources: objects },
  ];
}
