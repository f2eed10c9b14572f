import { UNKNOWN_VALUE } from "../../../../resources/unknown";
import type { NeighbourCase } from "./neighbour-case";
import type { Entry } from "./stack-export";

const BUCKET = "aws:s3/bucket:Bucket";
const POLICY = "aws:s3/bucketPolicy:BucketPolicy";
const ACCOUNT_BLOCK = "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock";
const document = (...Statement: object[]) => JSON.stringify({ Version: "2012-10-17", Statement });
const READ = { Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "arn:aws:s3:::b-1/*" };
const DENY_CLEAR = {
  Effect: "Deny",
  Principal: "*",
  Action: "s3:*",
  Resource: "*",
  Condition: { Bool: { "aws:SecureTransport": false } },
};
const bucketPolicy = (...Statement: object[]): Entry[] => [
  [BUCKET, "b", { bucket: "b-1" }],
  [POLICY, "p", { bucket: "b-1", policy: document(...Statement) }, { from: { bucket: ["b"] } }],
];
const identity = (statement: object): Entry[] => [
  ["aws:iam/policy:Policy", "p", { policy: document({ Effect: "Allow", ...statement }) }],
];
const repository = (Condition: object): Entry[] => [
  [
    "aws:ecr/repositoryPolicy:RepositoryPolicy",
    "p",
    {
      repository: "r",
      policy: document({ Effect: "Allow", Principal: "*", Action: ["ecr:BatchGetImage"], Condition }),
    },
  ],
];

/** Cases on policy documents after public bug reports of scanners. */
export const REPORTED_POLICY_CASES: readonly NeighbourCase[] = [
  {
    title: "prowler#4281: a VPC by its condition key in lower case",
    resources: bucketPolicy({ ...READ, Condition: { StringEquals: { "aws:sourcevpc": "vpc-12334" } } }),
    no: ["s3-policy-not-public@*"],
  },
  {
    title: "prowler#1151: every principal of an organization's unit",
    resources: repository({ "ForAnyValue:StringLike": { "aws:PrincipalOrgPaths": "o-1/*/ou-1/*" } }),
    no: ["ecr-policy-not-public@*"],
  },
  {
    title: "every principal of any organization",
    resources: repository({ "ForAnyValue:StringLike": { "aws:PrincipalOrgPaths": "o-*/*" } }),
    yes: ["ecr-policy-not-public@p"],
  },
  {
    title: "prowler#10070: a key that everybody may describe",
    resources: [
      [
        "aws:kms/key:Key",
        "k",
        {
          enableKeyRotation: true,
          policy: document({ Effect: "Allow", Principal: { AWS: ["*"] }, Action: "kms:DescribeKey", Resource: "*" }),
        },
      ],
    ],
    yes: ["kms-key-policy-not-public@k"],
  },
  {
    title: "checkov#4884: a public policy inside the bucket",
    resources: [[BUCKET, "b", { bucket: "b-1", policy: document({ ...READ, Principal: { AWS: "*" } }) }]],
    yes: ["s3-policy-not-public@b"],
  },
  {
    title: "TLS only, in a policy inside the bucket",
    resources: [[BUCKET, "b", { bucket: "b-1", policy: document(DENY_CLEAR) }]],
    no: ["s3-bucket-tls-only@b", "s3-policy-not-public@b"],
  },
  {
    title: "a condition that a source is absent",
    resources: bucketPolicy({ ...READ, Condition: { Null: { "aws:SourceVpce": "true" } } }),
    yes: ["s3-policy-not-public@p"],
  },
  {
    title: "objects with a tag are public",
    resources: bucketPolicy({ ...READ, Condition: { StringEquals: { "s3:ExistingObjectTag/public": "yes" } } }),
    yes: ["s3-policy-not-public@p"],
  },
  {
    title: "everybody from the two halves of the internet",
    resources: bucketPolicy({ ...READ, Condition: { IpAddress: { "aws:SourceIp": ["0.0.0.0/1", "128.0.0.0/1"] } } }),
    yes: ["s3-policy-not-public@p"],
  },
  {
    title: "everybody from every IPv6 address",
    resources: bucketPolicy({ ...READ, Condition: { IpAddress: { "aws:SourceIp": ["10.0.0.0/8", "::/0"] } } }),
    yes: ["s3-policy-not-public@p"],
  },
  {
    title: "a second statement that is public",
    resources: bucketPolicy({ ...READ, Principal: { AWS: "arn:aws:iam::111122223333:root" } }, READ),
    yes: ["s3-policy-not-public@p"],
  },
  {
    title: "a canonical user",
    resources: bucketPolicy({ ...READ, Principal: { CanonicalUser: "79a59df900b949e55d96a1e698fbaced" } }),
    no: ["s3-policy-not-public@p"],
  },
  {
    title: "a public policy where the account restricts public buckets",
    resources: [
      [
        ACCOUNT_BLOCK,
        "a",
        { blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true },
      ],
      ...bucketPolicy(READ),
    ],
    no: ["s3-policy-not-public@*"],
  },
  {
    title: "a policy that is not known yet",
    resources: [
      [BUCKET, "b", { bucket: "b-1" }],
      [POLICY, "p", { bucket: "b-1", policy: UNKNOWN_VALUE }, { from: { bucket: ["b"] } }],
    ],
    no: ["s3-policy-not-public@*", "s3-bucket-tls-only@*"],
    undecided: ["s3-policy-not-public", "s3-bucket-tls-only"],
  },
  {
    title: "a policy of a single statement, as an object",
    resources: [
      [BUCKET, "b", { bucket: "b-1" }],
      [POLICY, "p", { bucket: "b-1", policy: { Statement: READ } }, { from: { bucket: ["b"] } }],
    ],
    yes: ["s3-policy-not-public@p"],
  },
  {
    title: "prowler#3199: a queue for the topic of another account",
    resources: [
      [
        "aws:sqs/queuePolicy:QueuePolicy",
        "p",
        {
          queueUrl: "q",
          policy: document({
            Effect: "Allow",
            Principal: "*",
            Action: "sqs:SendMessage",
            Resource: "*",
            Condition: { ArnEquals: { "aws:SourceArn": "arn:aws:sns:us-west-2:555555555555:TopicName" } },
          }),
        },
      ],
    ],
    no: ["sqs-policy-not-public@*"],
  },
  {
    title: "a public policy inside a queue, and inside a topic",
    resources: [
      ["aws:sqs/queue:Queue", "q", { policy: document({ ...READ, Action: "sqs:*", Resource: "*" }) }],
      ["aws:sns/topic:Topic", "t", { policy: document({ ...READ, Action: "sns:*", Resource: "*" }) }],
    ],
    yes: ["sqs-policy-not-public@q", "sns-policy-not-public@t"],
  },
  {
    title: "a role for every account by a pattern of ARNs",
    resources: [
      [
        "aws:iam/role:Role",
        "r",
        {
          assumeRolePolicy: document({
            Effect: "Allow",
            Action: "sts:AssumeRole",
            Principal: { AWS: "*" },
            Condition: { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/deploy" } },
          }),
        },
      ],
    ],
    yes: ["iam-role-not-assumable-by-all@r"],
  },
  {
    title: "every action by another pattern, on every ARN",
    resources: identity({ Action: "*:*", Resource: "arn:aws:*:*:*:*" }),
    yes: ["iam-no-admin-statements@p", "iam-no-star-actions@p"],
  },
  {
    title: "cfn_nag#584: wildcards in a Deny only",
    resources: identity({ Effect: "Deny", Action: "*", Resource: "*" }),
    no: ["iam-no-admin-statements@p", "iam-no-star-actions@p"],
  },
  {
    title: "every action but some, on one bucket",
    resources: identity({ NotAction: "s3:DeleteBucket", Resource: "arn:aws:s3:::b" }),
    no: ["iam-no-admin-statements@p"],
  },
  {
    title: "a policy of one's own called AdministratorAccess",
    resources: [
      [
        "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
        "a",
        { role: "r", policyArn: "arn:aws:iam::111122223333:policy/AdministratorAccess" },
      ],
    ],
    no: ["iam-no-admin-managed-policy@a"],
  },
];
