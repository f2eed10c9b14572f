import type { NeighbourCase } from "./neighbour-case";
import type { Entry } from "./stack-export";

const LISTENER = "aws:lb/listener:Listener";
const REPOSITORY = "aws:ecr/repository:Repository";
const CACHE = "aws:elasticache/replicationGroup:ReplicationGroup";
const statement = (rest: object) => JSON.stringify({ Version: "2012-10-17", Statement: [rest] });
/** A role that workflows of GitHub assume under a condition. */
const workflowRole = (condition: object): Entry[] => [
  [
    "aws:iam/role:Role",
    "p",
    {
      assumeRolePolicy: statement({
        Effect: "Allow",
        Principal: { Federated: "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com" },
        Action: "sts:AssumeRoleWithWebIdentity",
        Condition: condition,
      }),
    },
  ],
];
const queue = (source: string): Entry[] => [
  [
    "aws:sqs/queuePolicy:QueuePolicy",
    "q",
    {
      queueUrl: "u",
      policy: statement({
        Effect: "Allow",
        Principal: "*",
        Action: "sqs:SendMessage",
        Resource: "*",
        Condition: { ArnLike: { "aws:SourceArn": source } },
      }),
    },
  ],
];
const listener = (kind: string, rest: object): Entry[] => [
  [
    LISTENER,
    "l",
    {
      loadBalancerArn: `arn:aws:elasticloadbalancing:us-east-1:111122223333:loadbalancer/${kind}/x/1`,
      defaultActions: [{ type: "forward", targetGroupArn: "arn:x" }],
      ...rest,
    },
  ],
];
const method = (api: object): Entry[] => [
  ["aws:apigateway/restApi:RestApi", "a", api],
  [
    "aws:apigateway/method:Method",
    "m",
    { restApi: "a-1", httpMethod: "GET", authorization: "NONE" },
    { from: { restApi: ["a"] } },
  ],
];
const scanned = (filter: string): Entry[] => [
  [REPOSITORY, "e", { name: "shop/web" }],
  [
    "aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration",
    "r",
    {
      scanType: "ENHANCED",
      rules: [{ scanFrequency: "CONTINUOUS_SCAN", repositoryFilters: [{ filter, filterType: "WILDCARD" }] }],
    },
  ],
];
const accountBlock = (restrictPublicBuckets: boolean): Entry[] => [
  ["aws:s3/bucket:Bucket", "b", { bucket: "b-1" }],
  [
    "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock",
    "a",
    { blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets },
  ],
];

/** Cases after public bug reports of scanners, and after what the provider and AWS document of a property's values. */
export const FURTHER_REPORTED_CASES: readonly NeighbourCase[] = [
  {
    title: "a protocol in lower case, which the provider takes",
    resources: listener("app", { port: 80, protocol: "http" }),
    yes: ["lb-listener-https@l"],
  },
  {
    title: "an old TLS policy of a protocol in lower case",
    resources: listener("app", { port: 443, protocol: "https", sslPolicy: "ELBSecurityPolicy-2016-08" }),
    yes: ["lb-listener-tls12@l"],
    no: ["lb-listener-https@l"],
  },
  {
    title: "a listener of a gateway load balancer that is named by its ARN",
    resources: listener("gwy", {}),
    no: ["lb-listener-https@l", "lb-listener-tls12@l"],
  },
  {
    title: "a spot request with IMDSv1 and a public address",
    resources: [
      [
        "aws:ec2/spotInstanceRequest:SpotInstanceRequest",
        "i",
        {
          ami: "ami-1",
          instanceType: "t3.micro",
          associatePublicIpAddress: true,
          rootBlockDevice: { encrypted: false },
        },
      ],
    ],
    yes: ["ec2-imdsv2@i", "ec2-no-public-ip@i", "ec2-volumes-encrypted@i"],
  },
  {
    title: "a queue for a bucket by the pattern of S3's documentation",
    resources: queue("arn:aws:s3:*:*:uploads"),
    no: ["sqs-policy-not-public@q"],
  },
  { title: "a queue for every bucket", resources: queue("arn:aws:s3:*:*:*"), yes: ["sqs-policy-not-public@q"] },
  {
    title: "a key's policy as a resource of its own",
    resources: [
      [
        "aws:kms/keyPolicy:KeyPolicy",
        "k",
        { keyId: "k", policy: statement({ Effect: "Allow", Principal: "*", Action: "kms:*", Resource: "*" }) },
      ],
    ],
    yes: ["kms-key-policy-not-public@k"],
  },
  {
    title: "checkov CKV_AWS_358: a role for every workflow of GitHub",
    resources: workflowRole({ StringEquals: { "token.actions.githubusercontent.com:aud": "sts.amazonaws.com" } }),
    yes: ["iam-role-not-assumable-by-all@p"],
  },
  {
    title: "a role for every repository of GitHub, by a pattern",
    resources: workflowRole({ StringLike: { "token.actions.githubusercontent.com:sub": "repo:*" } }),
    yes: ["iam-role-not-assumable-by-all@p"],
  },
  {
    title: "a role for the workflows of an organization",
    resources: workflowRole({ StringLike: { "token.actions.githubusercontent.com:sub": ["repo:example/*"] } }),
    no: ["iam-role-not-assumable-by-all@p"],
  },
  {
    title: "a log group of the class DELIVERY, whose retention is fixed",
    resources: [["aws:cloudwatch/logGroup:LogGroup", "g", { logGroupClass: "DELIVERY" }]],
    no: ["log-group-retention@g"],
  },
  { title: "a registry that scans all images", resources: scanned("*"), no: ["ecr-scan-on-push@e"] },
  { title: "a registry that scans others", resources: scanned("billing/*"), yes: ["ecr-scan-on-push@e"] },
  {
    title: "Valkey, which is encrypted by default",
    resources: [[CACHE, "g", { description: "x", engine: "valkey" }]],
    no: ["elasticache-encrypted-in-transit@g", "elasticache-encrypted-at-rest@g"],
  },
  {
    title: "Valkey with encryption turned off",
    resources: [[CACHE, "g", { description: "x", engine: "valkey", transitEncryptionEnabled: false }]],
    yes: ["elasticache-encrypted-in-transit@g"],
    no: ["elasticache-encrypted-at-rest@g"],
  },
  {
    title: "an open method of a private API",
    resources: method({ endpointConfiguration: { types: "PRIVATE" } }),
    no: ["api-authorized@m"],
  },
  {
    title: "an open method of a regional API",
    resources: method({ endpointConfiguration: { types: "REGIONAL" } }),
    yes: ["api-authorized@m"],
  },
  { title: "every flag of the account", resources: accountBlock(true), no: ["s3-public-access-block@b"] },
  { title: "three flags of the account", resources: accountBlock(false), yes: ["s3-public-access-block@b"] },
  {
    title: "checkov#6073: a rule for the group itself and the internet",
    resources: [
      [
        "aws:ec2/securityGroup:SecurityGroup",
        "g",
        { ingress: [{ protocol: "tcp", fromPort: 22, toPort: 22, self: true, cidrBlocks: ["0.0.0.0/0"] }] },
      ],
    ],
    yes: ["sg-no-open-admin-ports@g"],
  },
  {
    title: "checkov#6624: port 80 from another group, as a resource",
    resources: [
      [
        "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
        "r",
        { securityGroupId: "sg-1", referencedSecurityGroupId: "sg-2", fromPort: 80, toPort: 80, ipProtocol: "tcp" },
      ],
    ],
    no: ["sg-no-open-http@r", "sg-no-open-ingress@r"],
  },
];
