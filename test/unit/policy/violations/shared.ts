import { add, type Change, set } from "../changes";
import { bucketType, keyArn, policyText, tlsOnly } from "../sound-system/values";
import { ref } from "../stack-builder";

export const everybody = { Effect: "Allow", Principal: "*", Action: "*", Resource: "*" };
export const bucket = "objects-us-east-1";
export const side = (kind: string) => `aws:s3/${kind}:${kind.charAt(0).toUpperCase()}${kind.slice(1)}`;
export const distribution = "aws:cloudfront/distribution:Distribution";
export const balancer = "aws:lb/loadBalancer:LoadBalancer";
export const listener = "aws:lb/listener:Listener";
export const group = "aws:autoscaling/group:Group";
export const template = "aws:ec2/launchTemplate:LaunchTemplate";
export const lambda = "aws:lambda/function:Function";
export const table = "aws:dynamodb/table:Table";
export const topic = "aws:sns/topic:Topic";
export const queue = "aws:sqs/queue:Queue";
export const machine = "aws:sfn/stateMachine:StateMachine";
export const subnet = "aws:ec2/subnet:Subnet";
export const ingress = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
export const alarm = "aws:cloudwatch/metricAlarm:MetricAlarm";
export const cluster = "aws:rds/cluster:Cluster";
export const soundCluster = {
  storageEncrypted: true,
  kmsKeyId: keyArn("us-east-1"),
  backupRetentionPeriod: 7,
  deletionProtection: true,
  copyTagsToSnapshot: true,
  enabledCloudwatchLogsExports: ["postgresql"],
};
export const origin = {
  originId: "us-east-1",
  domainName: "us-east-1.origin.example.com",
  customOriginConfig: { originProtocolPolicy: "https-only", originSslProtocols: ["TLSv1.2"] },
};
export const soundTable = {
  billingMode: "PAY_PER_REQUEST",
  serverSideEncryption: { enabled: true, kmsKeyArn: keyArn("us-east-1") },
  pointInTimeRecovery: { enabled: true },
  deletionProtectionEnabled: true,
};
export const soundClassic = {
  internal: true,
  subnets: ["subnet-1", "subnet-2"],
  crossZoneLoadBalancing: true,
  accessLogs: { bucket: "log-archive" },
};
export const soundDomain = {
  encryptAtRest: { enabled: true },
  domainEndpointOptions: { enforceHttps: true },
  vpcOptions: { subnetIds: ["subnet-1", "subnet-2"] },
  clusterConfig: { zoneAwarenessEnabled: true, instanceCount: 2 },
};
export const soundCache = {
  atRestEncryptionEnabled: true,
  transitEncryptionEnabled: true,
  automaticFailoverEnabled: true,
  multiAzEnabled: true,
};
export const soundRepository = { imageScanningConfiguration: { scanOnPush: true }, imageTagMutability: "IMMUTABLE" };
export const soundEks = {
  vpcConfig: { endpointPublicAccess: false },
  encryptionConfig: { resources: ["secrets"], provider: { keyArn: keyArn("us-east-1") } },
  enabledClusterLogTypes: ["audit"],
};
export const domain = "aws:opensearch/domain:Domain";
export const cache = "aws:elasticache/replicationGroup:ReplicationGroup";
export const repository = "aws:ecr/repository:Repository";
export const eks = "aws:eks/cluster:Cluster";
export const soundAlarm = {
  namespace: "AWS/ApplicationELB",
  alarmActions: ["arn:aws:sns:us-east-1:123456789012:alarms"],
};
export const encryption = (by: object, bucketKeyEnabled = true) =>
  set(side("bucketServerSideEncryptionConfiguration"), bucket, {
    rules: [{ applyServerSideEncryptionByDefault: by, bucketKeyEnabled }],
  });

/** A bucket that takes access logs, which is excused from what a bucket of data must have. */
export function logBucket({ encryption = true, versioning = "Enabled" }): Change[] {
  const name = "logs";
  const of = (kind: string, inputs: Record<string, unknown>) =>
    add(side(kind), name, { bucket: ref("global", bucketType, name), ...inputs });
  return [
    add(bucketType, name, { acl: "log-delivery-write", objectLockEnabled: true }),
    of("bucketVersioning", { versioningConfiguration: { status: versioning, mfaDelete: "Enabled" } }),
    of("bucketPolicy", { policy: policyText([tlsOnly]) }),
    of("bucketPublicAccessBlock", {
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    }),
    of("bucketLifecycleConfiguration", {
      rules: [{ status: "Enabled", filter: {}, abortIncompleteMultipartUpload: { daysAfterInitiation: 7 } }],
    }),
    ...(encryption
      ? [
          of("bucketServerSideEncryptionConfiguration", {
            rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }],
          }),
        ]
      : []),
  ];
}

export const task = (container: object) =>
  add("aws:ecs/taskDefinition:TaskDefinition", "web", {
    containerDefinitions: JSON.stringify([
      {
        name: "web",
        image: `web@sha256:${"0".repeat(64)}`,
        readonlyRootFilesystem: true,
        logConfiguration: { logDriver: "awslogs" },
        ...container,
      },
    ]),
  });
