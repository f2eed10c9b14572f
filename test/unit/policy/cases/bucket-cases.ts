import type { NeighbourCase } from "./neighbour-case";
import type { Entry } from "./stack-export";

const BUCKET = "aws:s3/bucket:Bucket";
const POLICY = "aws:s3/bucketPolicy:BucketPolicy";
const BLOCK = "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock";
const document = (...Statement: object[]) => JSON.stringify({ Version: "2012-10-17", Statement });
const everybody = { Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "arn:aws:s3:::b-1/*" };
const bucketPolicy = (...Statement: object[]): Entry[] => [
  [BUCKET, "b", { bucket: "b-1" }],
  [POLICY, "p", { bucket: "b-1", policy: document(...Statement) }, { from: { bucket: ["b"] } }],
];
const denyClear = {
  Effect: "Deny",
  Principal: "*",
  Action: "s3:*",
  Resource: ["arn:aws:s3:::b-1", "arn:aws:s3:::b-1/*"],
  Condition: { Bool: { "aws:SecureTransport": "false" } },
};

/** Cases on buckets. */
export const BUCKET_CASES: readonly NeighbourCase[] = [
  {
    title: "a Deny of TLS below 1.2 only still admits clear text",
    resources: bucketPolicy({ ...denyClear, Condition: { NumericLessThan: { "s3:TlsVersion": "1.2" } } }),
    yes: ["s3-bucket-tls-only@b"],
  },
  {
    title: "a Deny for every principal but one",
    resources: bucketPolicy({ ...denyClear, Principal: undefined, NotPrincipal: { AWS: "arn:aws:iam::1:root" } }),
    yes: ["s3-bucket-tls-only@b"],
  },
  {
    title: "an Allow over TLS denies nothing",
    resources: bucketPolicy({
      Effect: "Allow",
      Principal: { AWS: "arn:aws:iam::111122223333:root" },
      Action: "s3:*",
      Resource: ["arn:aws:s3:::b-1", "arn:aws:s3:::b-1/*"],
      Condition: { Bool: { "aws:SecureTransport": "true" } },
    }),
    yes: ["s3-bucket-tls-only@b"],
  },
  {
    title: "two Deny statements, one for the bucket and one for its objects",
    resources: bucketPolicy(
      { ...denyClear, Resource: "arn:aws:s3:::b-1" },
      { ...denyClear, Resource: "arn:aws:s3:::b-1/*" },
    ),
    no: ["s3-bucket-tls-only@b"],
  },
  {
    title: "a Deny that also asks for a VPC endpoint leaves the others in clear",
    resources: bucketPolicy({
      ...denyClear,
      Condition: { ...denyClear.Condition, StringNotEquals: { "aws:SourceVpce": "vpce-1" } },
    }),
    yes: ["s3-bucket-tls-only@b"],
  },
  {
    title: "everybody through one VPC endpoint",
    resources: bucketPolicy({ ...everybody, Condition: { StringEquals: { "aws:SourceVpce": "vpce-1" } } }),
    no: ["s3-policy-not-public@*"],
  },
  {
    title: "everybody with a Referer",
    resources: bucketPolicy({ ...everybody, Condition: { StringLike: { "aws:Referer": "https://example.com/*" } } }),
    yes: ["s3-policy-not-public@p"],
  },
  {
    title: "everybody from one range or from every address",
    resources: bucketPolicy({
      ...everybody,
      Condition: { IpAddress: { "aws:SourceIp": ["203.0.113.0/24", "0.0.0.0/0"] } },
    }),
    yes: ["s3-policy-not-public@p"],
  },
  {
    title: "everybody from one range",
    resources: bucketPolicy({ ...everybody, Condition: { IpAddress: { "AWS:SourceIp": "203.0.113.0/24" } } }),
    no: ["s3-policy-not-public@p"],
  },
  {
    title: "a condition with IfExists also holds without the key",
    resources: bucketPolicy({ ...everybody, Condition: { StringEqualsIfExists: { "aws:SourceVpce": "vpce-1" } } }),
    yes: ["s3-policy-not-public@p"],
  },
  {
    title: "ForAllValues also holds without the key",
    resources: bucketPolicy({
      ...everybody,
      Condition: { "ForAllValues:StringEquals": { "aws:PrincipalOrgID": "o-1" } },
    }),
    yes: ["s3-policy-not-public@p"],
  },
  {
    title: "a Deny for everybody is not public",
    resources: bucketPolicy({ ...everybody, Effect: "Deny" }),
    no: ["s3-policy-not-public@p"],
  },
  {
    title: "CloudFront by its service principal and distribution",
    resources: bucketPolicy({
      ...everybody,
      Principal: { Service: "cloudfront.amazonaws.com" },
      Condition: { StringEquals: { "AWS:SourceArn": "arn:aws:cloudfront::111122223333:distribution/E1" } },
    }),
    no: ["s3-policy-not-public@p"],
  },
  {
    title: "a public policy on a bucket that restricts public buckets",
    resources: [
      ...bucketPolicy(everybody),
      [
        BLOCK,
        "pab",
        {
          bucket: "b-1",
          blockPublicAcls: true,
          blockPublicPolicy: false,
          ignorePublicAcls: true,
          restrictPublicBuckets: true,
        },
        { from: { bucket: ["b"] } },
      ],
    ],
    no: ["s3-policy-not-public@*"],
    yes: ["s3-block-public-policy@pab"],
  },
  {
    title: "a public ACL on a bucket that ignores public ACLs",
    resources: [
      [BUCKET, "b", { bucket: "b-1", acl: "public-read" }],
      [
        BLOCK,
        "pab",
        {
          bucket: "b-1",
          blockPublicAcls: true,
          blockPublicPolicy: true,
          ignorePublicAcls: true,
          restrictPublicBuckets: true,
        },
        { from: { bucket: ["b"] } },
      ],
    ],
    no: ["s3-acl-no-public-read@*"],
  },
  {
    title: "a public access block with two flags",
    resources: [
      [BUCKET, "b", { bucket: "b-1" }],
      [BLOCK, "pab", { bucket: "b-1", blockPublicAcls: true, blockPublicPolicy: true }, { from: { bucket: ["b"] } }],
    ],
    yes: ["s3-ignore-public-acls@pab", "s3-restrict-public-buckets@pab"],
    no: ["s3-block-public-acls@pab", "s3-public-access-block@b"],
  },
  {
    title: "a bucket that the outputs report as encrypted and versioned",
    resources: [
      [
        BUCKET,
        "b",
        { bucket: "b-1" },
        {
          outputs: {
            serverSideEncryptionConfiguration: {
              rule: { applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } },
            },
            versioning: { enabled: true },
          },
        },
      ],
    ],
    no: ["s3-bucket-encryption@b", "s3-bucket-versioning@b"],
  },
  {
    title: "suspended versioning",
    resources: [
      [BUCKET, "b", { bucket: "b-1" }],
      [
        "aws:s3/bucketVersioning:BucketVersioning",
        "v",
        { bucket: "b-1", versioningConfiguration: { status: "Suspended" } },
        { from: { bucket: ["b"] } },
      ],
    ],
    yes: ["s3-bucket-versioning@b"],
  },
  {
    title: "BucketV2 with its side resources of that name",
    resources: [
      ["aws:s3/bucketV2:BucketV2", "b", { bucket: "b-1" }],
      [
        "aws:s3/bucketVersioningV2:BucketVersioningV2",
        "v",
        { bucket: "b-1", versioningConfiguration: { status: "Enabled" } },
        { from: { bucket: ["b"] } },
      ],
      [
        "aws:s3/bucketServerSideEncryptionConfigurationV2:BucketServerSideEncryptionConfigurationV2",
        "e",
        {
          bucket: "b-1",
          rules: [
            {
              applyServerSideEncryptionByDefault: {
                sseAlgorithm: "aws:kms",
                kmsMasterKeyId: "arn:aws:kms:us-east-1:1:key/a",
              },
              bucketKeyEnabled: true,
            },
          ],
        },
        { from: { bucket: ["b"] } },
      ],
    ],
    no: ["s3-bucket-versioning@b", "s3-bucket-encryption@b", "s3-bucket-kms@b", "s3-bucket-key@b"],
  },
];
