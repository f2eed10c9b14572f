import { type Described, ref } from "../stack-builder";
import { bucketType, keyArn, policyText, tlsOnly } from "./values";

/** A replicated bucket of one region with its settings. */
export function bucket(region: string, other: string): Described[] {
  const name = `objects-${region}`;
  const of = (type: string, inputs: Record<string, unknown>): Described => {
    const token = `aws:s3/${type.charAt(0).toLowerCase()}${type.slice(1)}:${type}`;
    return {
      stack: "global",
      type: token,
      name,
      region,
      inputs: { bucket: ref("global", bucketType, name), ...inputs },
    };
  };
  return [
    { stack: "global", type: bucketType, name, region, inputs: { objectLockEnabled: true } },
    of("BucketVersioning", { versioningConfiguration: { status: "Enabled", mfaDelete: "Enabled" } }),
    of("BucketServerSideEncryptionConfiguration", {
      rules: [
        {
          applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: keyArn(region) },
          bucketKeyEnabled: true,
        },
      ],
    }),
    of("BucketPublicAccessBlock", {
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    }),
    of("BucketLogging", { targetBucket: "log-archive", targetPrefix: "s3/" }),
    of("BucketLifecycleConfiguration", {
      rules: [{ id: "old", status: "Enabled", filter: {}, abortIncompleteMultipartUpload: { daysAfterInitiation: 7 } }],
    }),
    of("BucketPolicy", { policy: policyText([tlsOnly]) }),
    of("BucketReplicationConfig", {
      role: "arn:aws:iam::123456789012:role/replication",
      rules: [
        {
          status: "Enabled",
          deleteMarkerReplication: { status: "Enabled" },
          sourceSelectionCriteria: {
            replicaModifications: { status: "Enabled" },
            sseKmsEncryptedObjects: { status: "Enabled" },
          },
          destination: {
            bucket: ref("global", bucketType, `objects-${other}`),
            encryptionConfiguration: { replicaKmsKeyId: keyArn(other) },
            replicationTime: { status: "Enabled", time: { minutes: 15 } },
            metrics: { status: "Enabled", eventThreshold: { minutes: 15 } },
          },
        },
      ],
    }),
  ];
}
