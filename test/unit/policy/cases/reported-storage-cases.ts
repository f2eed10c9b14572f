import type { NeighbourCase } from "./neighbour-case";

const KEY = (region: string) => `arn:aws:kms:${region}:111122223333:key/k`;

/** Cases after bug reports of other scanners: buckets and keys. */
export const REPORTED_STORAGE_CASES: readonly NeighbourCase[] = [
  {
    title: "encryption in two layers is encryption with KMS",
    resources: [
      ["aws:s3/bucket:Bucket", "b", { bucket: "b-1" }],
      [
        "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
        "e",
        {
          bucket: "b-1",
          rules: [
            { applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms:dsse", kmsMasterKeyId: KEY("us-east-1") } },
          ],
        },
        { from: { bucket: ["b"] } },
      ],
    ],
    no: ["s3-bucket-kms@b", "s3-bucket-encryption@b", "s3-bucket-customer-managed-key@b", "s3-bucket-key@b"],
  },
  {
    title: "a bucket that receives access logs needs none of its own",
    resources: [
      ["aws:s3/bucket:Bucket", "logs", { bucket: "logs-1" }],
      ["aws:s3/bucket:Bucket", "b", { bucket: "b-1" }],
      [
        "aws:s3/bucketLogging:BucketLogging",
        "l",
        { bucket: "b-1", targetBucket: "logs-1", targetPrefix: "" },
        { from: { bucket: ["b"], targetBucket: ["logs"] } },
      ],
    ],
    no: ["s3-bucket-access-logs@*"],
  },
  {
    title: "keys that cannot rotate",
    resources: [
      ["aws:kms/key:Key", "agreement", { keyUsage: "KEY_AGREEMENT", customerMasterKeySpec: "ECC_NIST_P256" }],
      ["aws:kms/externalKey:ExternalKey", "external", {}],
      ["aws:kms/replicaKey:ReplicaKey", "replica", { primaryKeyArn: KEY("us-east-1") }, { region: "us-west-2" }],
    ],
    no: ["kms-key-rotation@*"],
  },
];
