import type { Entry } from "./stack-export";

/** A small stack with the findings that are right for it, as `rule@resource`; `*` for any. */
export interface NeighbourCase {
  title: string;
  resources: readonly Entry[];
  yes?: readonly string[];
  no?: readonly string[];
  /** Rules that are left undecided. */
  undecided?: readonly string[];
  /** Policy configuration. */
  configuration?: Record<string, unknown>;
}

const BUCKET = "aws:s3/bucket:Bucket";
const POLICY = "aws:s3/bucketPolicy:BucketPolicy";
const BLOCK = "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock";
const LISTENER = "aws:lb/listener:Listener";
const GROUP = "aws:ec2/securityGroup:SecurityGroup";
const RULE = "aws:ec2/securityGroupRule:SecurityGroupRule";
const DISTRIBUTION = "aws:cloudfront/distribution:Distribution";
const INSTANCE = "aws:ec2/instance:Instance";
const DATABASE = "aws:rds/instance:Instance";
const CLUSTER = "aws:rds/cluster:Cluster";
const CLUSTER_INSTANCE = "aws:rds/clusterInstance:ClusterInstance";
const QUEUE = "aws:sqs/queue:Queue";
const QUEUE_POLICY = "aws:sqs/queuePolicy:QueuePolicy";
const PERMISSION = "aws:lambda/permission:Permission";
const IAM_POLICY = "aws:iam/policy:Policy";
const ROLE = "aws:iam/role:Role";

const document = (...Statement: object[]) => JSON.stringify({ Version: "2012-10-17", Statement });
const everybody = { Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "arn:aws:s3:::b-1/*" };
const send = { Effect: "Allow", Principal: { AWS: "*" }, Action: "sqs:SendMessage", Resource: "*" };
const queuePolicy = (Condition: object): Entry[] => [
  [QUEUE, "q", {}, { outputs: { sqsManagedSseEnabled: true } }],
  [QUEUE_POLICY, "p", { queueUrl: "q-1", policy: document({ ...send, Condition }) }, { from: { queueUrl: ["q"] } }],
];
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
const ingress = (rule: object): Entry[] => [[GROUP, "g", { ingress: [rule] }]];
const tcp = (port: number, more: object) => ({ protocol: "tcp", fromPort: port, toPort: port, ...more });
const distribution = (more: object, origin: object = {}): Entry[] => [
  [
    DISTRIBUTION,
    "d",
    {
      origins: [
        {
          originId: "o",
          domainName: "app.example.com",
          customOriginConfig: { originProtocolPolicy: "https-only", originSslProtocols: ["TLSv1.2"], ...origin },
        },
      ],
      defaultCacheBehavior: { targetOriginId: "o", viewerProtocolPolicy: "redirect-to-https" },
      ...more,
    },
  ],
];
const listener = (inputs: object): Entry[] => [
  [LISTENER, "l", { loadBalancerArn: "arn:aws:elasticloadbalancing:us-east-1:1:loadbalancer/app/x/1", ...inputs }],
];
const identity = (statement: object): Entry[] => [[IAM_POLICY, "p", { policy: document(statement) }]];
const trust = (statement: object): Entry[] => [
  [ROLE, "r", { assumeRolePolicy: document({ Effect: "Allow", Action: "sts:AssumeRole", ...statement }) }],
];

/** Cases on single services. */
export const SERVICE_CASES: readonly NeighbourCase[] = [
  // Databases.
  {
    title: "an Aurora cluster with one instance",
    resources: [
      [CLUSTER, "c", { engine: "aurora-mysql", clusterIdentifier: "c" }],
      [CLUSTER_INSTANCE, "i", { clusterIdentifier: "c" }, { from: { clusterIdentifier: ["c"] } }],
    ],
    yes: ["rds-cluster-multi-az@c"],
  },
  {
    title: "an Aurora cluster with both instances in one zone",
    resources: [
      [CLUSTER, "c", { engine: "aurora-mysql", clusterIdentifier: "c" }],
      ...["i1", "i2"].map(
        (name): Entry => [
          CLUSTER_INSTANCE,
          name,
          { clusterIdentifier: "c", availabilityZone: "us-east-1a" },
          { from: { clusterIdentifier: ["c"] } },
        ],
      ),
    ],
    yes: ["rds-cluster-multi-az@c"],
  },
  {
    title: "an Aurora cluster with instances in two zones, as the outputs report",
    resources: [
      [CLUSTER, "c", { engine: "aurora-mysql", clusterIdentifier: "c" }],
      ...["a", "b"].map(
        (zone): Entry => [
          CLUSTER_INSTANCE,
          zone,
          { clusterIdentifier: "c" },
          { from: { clusterIdentifier: ["c"] }, outputs: { availabilityZone: `us-east-1${zone}` } },
        ],
      ),
    ],
    no: ["rds-cluster-multi-az@c"],
  },
  {
    title: "a replica in its source's region has the source's key",
    resources: [
      [
        DATABASE,
        "main",
        {
          identifier: "main",
          engine: "postgres",
          storageEncrypted: true,
          kmsKeyId: "arn:aws:kms:us-east-1:111122223333:key/k",
        },
      ],
      [
        DATABASE,
        "reader",
        { replicateSourceDb: "main", instanceClass: "db.r6g.large" },
        { from: { replicateSourceDb: ["main"] } },
      ],
    ],
    no: ["rds-customer-managed-key@*", "rds-storage-encrypted@*", "replica-key-local@*", "lag-alarm@*"],
  },
  {
    title: "a database from a snapshot has the snapshot's key",
    resources: [
      [
        DATABASE,
        "d",
        { engine: "postgres", snapshotIdentifier: "s" },
        { outputs: { storageEncrypted: true, kmsKeyId: "arn:aws:kms:us-east-1:111122223333:key/k" } },
      ],
    ],
    no: ["rds-customer-managed-key@d", "rds-storage-encrypted@d"],
    undecided: ["rds-customer-managed-key"],
  },
  {
    title: "a database from a snapshot that is not encrypted, as the outputs report",
    resources: [
      [DATABASE, "d", { engine: "postgres", snapshotIdentifier: "s" }, { outputs: { storageEncrypted: false } }],
    ],
    yes: ["rds-storage-encrypted@d"],
  },
  {
    title: "MySQL 8.4 without require_secure_transport",
    resources: [["aws:rds/parameterGroup:ParameterGroup", "pg", { family: "mysql8.4", parameters: [] }]],
    yes: ["rds-forces-tls@pg"],
  },
  {
    title: "PostgreSQL 16 that turns rds.force_ssl off",
    resources: [
      [
        "aws:rds/parameterGroup:ParameterGroup",
        "pg",
        { family: "postgres16", parameters: [{ name: "rds.force_ssl", value: "0" }] },
      ],
    ],
    yes: ["rds-forces-tls@pg"],
  },
  {
    title: "PostgreSQL 14 that leaves rds.force_ssl at its default, off",
    resources: [["aws:rds/parameterGroup:ParameterGroup", "pg", { family: "postgres14", parameters: [] }]],
    yes: ["rds-forces-tls@pg"],
  },
  {
    title: "an Aurora PostgreSQL 17 cluster group forces TLS by default",
    resources: [
      ["aws:rds/clusterParameterGroup:ClusterParameterGroup", "pg", { family: "aurora-postgresql17", parameters: [] }],
    ],
    no: ["rds-forces-tls@pg"],
  },
  // Load balancers.
  {
    title: "an HTTP listener that forwards",
    resources: listener({ protocol: "HTTP", port: 80, defaultActions: [{ type: "forward", targetGroupArn: "t" }] }),
    yes: ["lb-listener-https@l"],
    no: ["lb-listener-tls12@l"],
  },
  {
    title: "a redirect that keeps the protocol, as #{protocol}",
    resources: listener({
      protocol: "HTTP",
      port: 80,
      defaultActions: [
        { type: "redirect", redirect: { protocol: "#{protocol}", port: "443", statusCode: "HTTP_301" } },
      ],
    }),
    yes: ["lb-listener-https@l"],
  },
  {
    title: "an NLB's TLS listener with an old policy",
    resources: listener({
      protocol: "TLS",
      port: 443,
      sslPolicy: "ELBSecurityPolicy-2016-08",
      defaultActions: [{ type: "forward" }],
    }),
    yes: ["lb-listener-tls12@l"],
    no: ["lb-listener-https@l"],
  },
  {
    title: "an NLB's UDP listener",
    resources: listener({ protocol: "UDP", port: 53, defaultActions: [{ type: "forward" }] }),
    no: ["lb-listener-https@l", "lb-listener-tls12@l"],
  },
  {
    title: "a post-quantum policy with TLS 1.3 and 1.2",
    resources: listener({
      protocol: "HTTPS",
      port: 443,
      sslPolicy: "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
      defaultActions: [{ type: "forward" }],
    }),
    no: ["lb-listener-tls12@l"],
  },
  {
    title: "a network load balancer needs no web ACL and drops no headers",
    resources: [["aws:lb/loadBalancer:LoadBalancer", "n", { loadBalancerType: "network", subnets: ["a", "b"] }]],
    no: ["lb-behind-waf@n", "lb-drops-invalid-headers@n"],
    yes: ["lb-cross-zone@n"],
  },
  // Buckets.
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
  // Security groups.
  {
    title: "the internet in two halves, in two rule resources",
    resources: [
      [RULE, "r1", { type: "ingress", securityGroupId: "sg-1", ...tcp(22, { cidrBlocks: ["0.0.0.0/1"] }) }],
      [RULE, "r2", { type: "ingress", securityGroupId: "sg-1", ...tcp(22, { cidrBlocks: ["128.0.0.0/1"] }) }],
    ],
    yes: ["sg-no-open-admin-ports@r1", "sg-no-open-admin-ports@r2"],
  },
  {
    title: "every protocol from everywhere",
    resources: ingress({ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }),
    yes: ["sg-no-open-admin-ports@g", "sg-no-open-ingress@g"],
  },
  {
    title: "SSH from every IPv6 address",
    resources: ingress(tcp(22, { ipv6CidrBlocks: ["::/0"] })),
    yes: ["sg-no-open-admin-ports@g"],
  },
  {
    title: "SSH from a private range and from another group",
    resources: ingress(tcp(22, { cidrBlocks: ["10.0.0.0/8"], securityGroups: ["sg-2"] })),
    no: ["sg-no-open-admin-ports@g", "sg-no-open-ingress@g"],
  },
  {
    title: "an egress rule to everywhere",
    resources: [
      [
        RULE,
        "r",
        { type: "egress", protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"], securityGroupId: "sg-1" },
      ],
    ],
    no: ["sg-no-open-ingress@r", "sg-no-open-admin-ports@r"],
  },
  {
    title: "a range of ports that contains SSH",
    resources: ingress({ protocol: "tcp", fromPort: 20, toPort: 30, cidrBlocks: ["0.0.0.0/0"] }),
    yes: ["sg-no-open-admin-ports@g"],
  },
  {
    title: "UDP from everywhere opens no SSH",
    resources: ingress({ protocol: "udp", fromPort: 0, toPort: 65535, cidrBlocks: ["0.0.0.0/0"] }),
    no: ["sg-no-open-admin-ports@g", "sg-no-open-http@g"],
  },
  // CloudFront.
  {
    title: "TLSv1.3_2025",
    resources: distribution({
      viewerCertificate: {
        acmCertificateArn: "arn:aws:acm:us-east-1:1:certificate/c",
        minimumProtocolVersion: "TLSv1.3_2025",
        sslSupportMethod: "sni-only",
      },
    }),
    no: ["cloudfront-viewer-tls12@d"],
  },
  {
    title: "TLSv1.1_2016",
    resources: distribution({
      viewerCertificate: {
        acmCertificateArn: "arn:aws:acm:us-east-1:1:certificate/c",
        minimumProtocolVersion: "TLSv1.1_2016",
        sslSupportMethod: "sni-only",
      },
    }),
    yes: ["cloudfront-viewer-tls12@d"],
  },
  {
    title: "match-viewer where every viewer is redirected to HTTPS",
    resources: distribution({}, { originProtocolPolicy: "match-viewer" }),
    no: ["cloudfront-origin-https@d"],
  },
  {
    title: "match-viewer where viewers may use HTTP",
    resources: distribution(
      { defaultCacheBehavior: { targetOriginId: "o", viewerProtocolPolicy: "allow-all" } },
      { originProtocolPolicy: "match-viewer" },
    ),
    yes: ["cloudfront-origin-https@d", "cloudfront-viewer-https@d"],
  },
  {
    title: "a bucket behind an origin access identity",
    resources: [
      [
        DISTRIBUTION,
        "d",
        {
          origins: [
            {
              originId: "o",
              domainName: "b.s3.amazonaws.com",
              s3OriginConfig: { originAccessIdentity: "origin-access-identity/cloudfront/E1" },
            },
          ],
          defaultCacheBehavior: { targetOriginId: "o", viewerProtocolPolicy: "https-only" },
        },
      ],
    ],
    no: ["cloudfront-origin-access@d", "cloudfront-origin-https@d"],
  },
  // Queues and topics.
  {
    title: "a queue for one account's topics",
    resources: queuePolicy({ ArnLike: { "aws:SourceArn": "arn:aws:sns:*:111122223333:*" } }),
    no: ["sqs-policy-not-public@*"],
  },
  {
    title: "a queue for a source account",
    resources: queuePolicy({ StringEquals: { "aws:sourceaccount": "111122223333" } }),
    no: ["sqs-policy-not-public@*"],
  },
  {
    title: "a queue under a condition on the protocol only",
    resources: queuePolicy({ Bool: { "aws:SecureTransport": "true" } }),
    yes: ["sqs-policy-not-public@p"],
  },
  {
    title: "a queue for everybody but one account",
    resources: queuePolicy({ StringNotEquals: { "aws:SourceAccount": "111122223333" } }),
    yes: ["sqs-policy-not-public@p"],
  },
  {
    title: "the topic policy that SNS creates",
    resources: [
      [
        "aws:sns/topicPolicy:TopicPolicy",
        "p",
        {
          arn: "arn:aws:sns:us-east-1:111122223333:t",
          policy: document({
            ...send,
            Action: ["SNS:Publish"],
            Condition: { StringEquals: { "AWS:SourceOwner": "111122223333" } },
          }),
        },
      ],
    ],
    no: ["sns-policy-not-public@p"],
  },
  // Instances.
  {
    title: "an instance that the outputs report with IMDSv2",
    resources: [[INSTANCE, "i", { ami: "ami-1" }, { outputs: { metadataOptions: { httpTokens: "required" } } }]],
    no: ["ec2-imdsv2@i"],
  },
  {
    title: "an instance from a launch template that requires tokens and encrypts",
    resources: [
      [
        "aws:ec2/launchTemplate:LaunchTemplate",
        "t",
        {
          metadataOptions: { httpTokens: "required" },
          blockDeviceMappings: [{ deviceName: "/dev/xvda", ebs: { encrypted: "true" } }],
        },
      ],
      [INSTANCE, "i", { launchTemplate: { id: "t-1", version: "$Latest" } }, { from: { launchTemplate: ["t"] } }],
    ],
    no: ["ec2-imdsv2@*", "ec2-volumes-encrypted@*"],
  },
  {
    title: "an instance from a launch template with IMDSv1",
    resources: [
      ["aws:ec2/launchTemplate:LaunchTemplate", "t", { metadataOptions: { httpTokens: "optional" } }],
      [INSTANCE, "i", { launchTemplate: { id: "t-1" } }, { from: { launchTemplate: ["t"] } }],
    ],
    yes: ["ec2-imdsv2@t", "ec2-imdsv2@i"],
  },
  {
    title: "a root volume that the outputs report as not encrypted",
    resources: [
      [INSTANCE, "i", { ami: "ami-1" }, { outputs: { rootBlockDevice: { encrypted: false, volumeSize: 8 } } }],
    ],
    yes: ["ec2-volumes-encrypted@i"],
  },
  {
    title: "a root volume that the outputs report as encrypted",
    resources: [
      [
        INSTANCE,
        "i",
        { ami: "ami-1", rootBlockDevice: { volumeSize: 20 } },
        { outputs: { rootBlockDevice: { encrypted: true, volumeSize: 20 } } },
      ],
    ],
    no: ["ec2-volumes-encrypted@i"],
  },
  {
    title: "a volume from an encrypted snapshot, as the outputs report",
    resources: [
      [
        "aws:ebs/volume:Volume",
        "v",
        { snapshotId: "snap-1", availabilityZone: "us-east-1a" },
        { outputs: { encrypted: true } },
      ],
    ],
    no: ["ebs-volume-encrypted@v"],
  },
  {
    title: "encryption by default of another region",
    resources: [
      ["aws:ebs/encryptionByDefault:EncryptionByDefault", "e", { enabled: true }, { region: "us-west-2" }],
      ["aws:ebs/volume:Volume", "v", { availabilityZone: "us-east-1a" }],
    ],
    yes: ["ebs-volume-encrypted@v"],
  },
  // Functions.
  {
    title: "a permission for an organization",
    resources: [
      [PERMISSION, "p", { function: "f", action: "lambda:InvokeFunction", principal: "*", principalOrgId: "o-1" }],
    ],
    no: ["lambda-not-public@p"],
  },
  {
    title: "a permission for everybody",
    resources: [[PERMISSION, "p", { function: "f", action: "lambda:InvokeFunction", principal: "*" }]],
    yes: ["lambda-not-public@p"],
  },
  {
    title: "a permission for a service of one account",
    resources: [
      [
        PERMISSION,
        "p",
        {
          function: "f",
          action: "lambda:InvokeFunction",
          principal: "s3.amazonaws.com",
          sourceAccount: "111122223333",
        },
      ],
    ],
    no: ["lambda-not-public@p"],
  },
  {
    title: "a permission for a bucket by its ARN",
    resources: [
      [
        PERMISSION,
        "p",
        {
          function: "f",
          action: "lambda:InvokeFunction",
          principal: "s3.amazonaws.com",
          sourceArn: "arn:aws:s3:::b-1",
        },
      ],
    ],
    no: ["lambda-not-public@p"],
  },
  {
    title: "a permission for every bucket",
    resources: [
      [
        PERMISSION,
        "p",
        { function: "f", action: "lambda:InvokeFunction", principal: "s3.amazonaws.com", sourceArn: "arn:aws:s3:::*" },
      ],
    ],
    yes: ["lambda-not-public@p"],
  },
  // Identities.
  {
    title: "a Deny of everything",
    resources: identity({ Effect: "Deny", Action: "*", Resource: "*" }),
    no: ["iam-no-admin-statements@p", "iam-no-star-actions@p"],
  },
  {
    title: "a Deny of everything but some",
    resources: identity({ Effect: "Deny", NotAction: "iam:*", Resource: "*" }),
    no: ["iam-no-star-actions@p"],
  },
  {
    title: "administration in a role's inline policy",
    resources: [
      [
        ROLE,
        "r",
        {
          assumeRolePolicy: document({
            Effect: "Allow",
            Principal: { Service: "ec2.amazonaws.com" },
            Action: "sts:AssumeRole",
          }),
          inlinePolicies: [{ name: "x", policy: document({ Effect: "Allow", Action: "*", Resource: "*" }) }],
        },
      ],
    ],
    yes: ["iam-no-admin-statements@r"],
  },
  {
    title: "AdministratorAccess in GovCloud, attached exclusively",
    resources: [
      [
        "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive",
        "a",
        { roleName: "r", policyArns: ["arn:aws-us-gov:iam::aws:policy/AdministratorAccess"] },
      ],
    ],
    yes: ["iam-no-admin-managed-policy@a"],
  },
  {
    title: "a role for every account, under an external id only",
    resources: trust({ Principal: { AWS: "*" }, Condition: { StringEquals: { "sts:ExternalId": "x" } } }),
    yes: ["iam-role-not-assumable-by-all@r"],
  },
  {
    title: "a role for every account of an organization",
    resources: trust({ Principal: { AWS: "*" }, Condition: { StringEquals: { "aws:PrincipalOrgID": "o-1" } } }),
    no: ["iam-role-not-assumable-by-all@r"],
  },
  // Keys.
  {
    title: "a key in a custom key store cannot rotate",
    resources: [["aws:kms/key:Key", "k", { customKeyStoreId: "cks-1" }]],
    no: ["kms-key-rotation@k"],
  },
  {
    title: "a symmetric key that does not rotate",
    resources: [["aws:kms/key:Key", "k", {}]],
    yes: ["kms-key-rotation@k"],
  },
  {
    title: "a key policy for everybody through one service",
    resources: [
      [
        "aws:kms/key:Key",
        "k",
        {
          enableKeyRotation: true,
          policy: document({
            Effect: "Allow",
            Principal: { AWS: "*" },
            Action: "kms:*",
            Resource: "*",
            Condition: { StringEquals: { "kms:ViaService": "s3.us-east-1.amazonaws.com" } },
          }),
        },
      ],
    ],
    yes: ["kms-key-policy-not-public@k"],
  },
  // Backups.
  {
    title: "a selection of every RDS instance does not cover a cluster",
    resources: [
      [CLUSTER, "c", { engine: "aurora-mysql" }],
      [DATABASE, "d", { engine: "mysql" }],
      ["aws:backup/selection:Selection", "s", { planId: "p", resources: ["arn:aws:rds:*:*:db:*"] }],
    ],
    yes: ["rds-in-backup-plan@c"],
    no: ["rds-in-backup-plan@d"],
  },
  {
    title: "a selection of every file system",
    resources: [
      ["aws:efs/fileSystem:FileSystem", "f", { encrypted: true }],
      [
        "aws:backup/selection:Selection",
        "s",
        { planId: "p", resources: ["arn:aws:elasticfilesystem:*:*:file-system/*"] },
      ],
    ],
    no: ["efs-backed-up@f"],
  },
  {
    title: "a selection by a pattern of names",
    resources: [
      [
        "aws:dynamodb/table:Table",
        "t",
        { name: "prod-orders" },
        { outputs: { arn: "arn:aws:dynamodb:us-east-1:111122223333:table/prod-orders" } },
      ],
      ["aws:backup/selection:Selection", "s", { planId: "p", resources: ["arn:aws:dynamodb:*:*:table/prod-*"] }],
    ],
    no: ["dynamodb-in-backup-plan@t"],
  },
  {
    title: "a selection by a tag that the resource lacks",
    resources: [
      [DATABASE, "d", { engine: "mysql", tags: { backup: "no" } }],
      [
        "aws:backup/selection:Selection",
        "s",
        { planId: "p", selectionTags: [{ type: "STRINGEQUALS", key: "backup", value: "yes" }] },
      ],
    ],
    yes: ["rds-in-backup-plan@d"],
  },
  // Alarms, APIs and networks.
  {
    title: "an alarm that only feeds a composite alarm",
    resources: [
      ["aws:cloudwatch/metricAlarm:MetricAlarm", "m", { name: "slow" }],
      [
        "aws:cloudwatch/compositeAlarm:CompositeAlarm",
        "c",
        {
          alarmName: "both",
          alarmRule: 'ALARM("slow") AND ALARM("busy")',
          alarmActions: ["arn:aws:sns:us-east-1:1:t"],
        },
      ],
    ],
    no: ["alarm-has-actions@m"],
  },
  {
    title: "only the connect route of a WebSocket API can be authorized",
    resources: [
      ["aws:apigatewayv2/api:Api", "api", { protocolType: "WEBSOCKET" }],
      [
        "aws:apigatewayv2/route:Route",
        "connect",
        { apiId: "api-1", routeKey: "$connect", authorizationType: "AWS_IAM" },
        { from: { apiId: ["api"] } },
      ],
      [
        "aws:apigatewayv2/route:Route",
        "message",
        { apiId: "api-1", routeKey: "$default" },
        { from: { apiId: ["api"] } },
      ],
    ],
    no: ["api-authorized@*"],
  },
  {
    title: "an open route of an HTTP API",
    resources: [
      ["aws:apigatewayv2/api:Api", "api", { protocolType: "HTTP" }],
      ["aws:apigatewayv2/route:Route", "r", { apiId: "api-1", routeKey: "GET /orders" }, { from: { apiId: ["api"] } }],
    ],
    yes: ["api-authorized@r"],
  },
  {
    title: "a regional NAT gateway",
    resources: [
      ["aws:ec2/natGateway:NatGateway", "n", { availabilityMode: "regional", vpcId: "vpc-1" }],
      [
        "aws:ec2/routeTable:RouteTable",
        "a",
        { vpcId: "vpc-1", routes: [{ cidrBlock: "0.0.0.0/0", natGatewayId: "n-1" }] },
        { from: { routes: ["n"] } },
      ],
      [
        "aws:ec2/routeTable:RouteTable",
        "b",
        { vpcId: "vpc-1", routes: [{ cidrBlock: "0.0.0.0/0", natGatewayId: "n-1" }] },
        { from: { routes: ["n"] } },
      ],
    ],
    no: ["nat-gateway-per-az@n"],
  },
  {
    title: "a NAT gateway for each zone",
    resources: ["a", "b"].flatMap((zone): Entry[] => [
      ["aws:ec2/natGateway:NatGateway", `n${zone}`, { subnetId: `s${zone}` }],
      [
        "aws:ec2/routeTable:RouteTable",
        `t${zone}`,
        { vpcId: "vpc-1", routes: [{ cidrBlock: "0.0.0.0/0", natGatewayId: `n${zone}-1` }] },
        { from: { routes: [`n${zone}`] } },
      ],
    ]),
    no: ["nat-gateway-per-az@*"],
  },
  {
    title: "a task with a public address",
    resources: [
      ["aws:ecs/service:Service", "s", { networkConfiguration: { subnets: ["a", "b"], assignPublicIp: true } }],
    ],
    yes: ["ecs-service-no-public-ip@s"],
  },
  {
    title: "a DNS record of a public address in a private zone",
    resources: [
      ["aws:route53/zone:Zone", "z", { name: "internal.example.com", vpcs: [{ vpcId: "vpc-1" }] }],
      [
        "aws:route53/record:Record",
        "r",
        { zoneId: "z-1", name: "a", type: "A", ttl: 60, records: ["198.51.100.7"] },
        { from: { zoneId: ["z"] } },
      ],
    ],
    no: ["route53-query-log@z"],
  },
];
