import { add, type Change, remove, set } from "./changes";
import { bucketType, databaseType, keyArn, policyText, tlsOnly } from "./sound-system";
import { ref } from "./stack-builder";

const everybody = { Effect: "Allow", Principal: "*", Action: "*", Resource: "*" };
const bucket = "objects-us-east-1";
const side = (kind: string) => `aws:s3/${kind}:${kind.charAt(0).toUpperCase()}${kind.slice(1)}`;
const distribution = "aws:cloudfront/distribution:Distribution";
const balancer = "aws:lb/loadBalancer:LoadBalancer";
const listener = "aws:lb/listener:Listener";
const group = "aws:autoscaling/group:Group";
const template = "aws:ec2/launchTemplate:LaunchTemplate";
const lambda = "aws:lambda/function:Function";
const table = "aws:dynamodb/table:Table";
const topic = "aws:sns/topic:Topic";
const queue = "aws:sqs/queue:Queue";
const machine = "aws:sfn/stateMachine:StateMachine";
const subnet = "aws:ec2/subnet:Subnet";
const ingress = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const alarm = "aws:cloudwatch/metricAlarm:MetricAlarm";
const cluster = "aws:rds/cluster:Cluster";
const soundCluster = {
  storageEncrypted: true,
  kmsKeyId: keyArn("us-east-1"),
  backupRetentionPeriod: 7,
  deletionProtection: true,
  copyTagsToSnapshot: true,
  enabledCloudwatchLogsExports: ["postgresql"],
};
const origin = {
  originId: "us-east-1",
  domainName: "us-east-1.origin.example.com",
  customOriginConfig: { originProtocolPolicy: "https-only", originSslProtocols: ["TLSv1.2"] },
};
const soundTable = {
  billingMode: "PAY_PER_REQUEST",
  serverSideEncryption: { enabled: true, kmsKeyArn: keyArn("us-east-1") },
  pointInTimeRecovery: { enabled: true },
  deletionProtectionEnabled: true,
};
const soundClassic = {
  internal: true,
  subnets: ["subnet-1", "subnet-2"],
  crossZoneLoadBalancing: true,
  accessLogs: { bucket: "log-archive" },
};
const soundDomain = {
  encryptAtRest: { enabled: true },
  domainEndpointOptions: { enforceHttps: true },
  vpcOptions: { subnetIds: ["subnet-1", "subnet-2"] },
  clusterConfig: { zoneAwarenessEnabled: true, instanceCount: 2 },
};
const soundCache = {
  atRestEncryptionEnabled: true,
  transitEncryptionEnabled: true,
  automaticFailoverEnabled: true,
  multiAzEnabled: true,
};
const soundRepository = { imageScanningConfiguration: { scanOnPush: true }, imageTagMutability: "IMMUTABLE" };
const soundEks = {
  vpcConfig: { endpointPublicAccess: false },
  encryptionConfig: { resources: ["secrets"], provider: { keyArn: keyArn("us-east-1") } },
  enabledClusterLogTypes: ["audit"],
};
const domain = "aws:opensearch/domain:Domain";
const cache = "aws:elasticache/replicationGroup:ReplicationGroup";
const repository = "aws:ecr/repository:Repository";
const eks = "aws:eks/cluster:Cluster";
const soundAlarm = { namespace: "AWS/ApplicationELB", alarmActions: ["arn:aws:sns:us-east-1:123456789012:alarms"] };
const encryption = (by: object, bucketKeyEnabled = true) =>
  set(side("bucketServerSideEncryptionConfiguration"), bucket, {
    rules: [{ applyServerSideEncryptionByDefault: by, bucketKeyEnabled }],
  });

/** A bucket that takes access logs, which is excused from what a bucket of data must have. */
function logBucket({ encryption = true, versioning = "Enabled" }): Change[] {
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

const task = (container: object) =>
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

/** For each rule that scanners have, what breaks it in the sound system and breaks nothing else. */
export const scannerViolations: Readonly<Record<string, readonly Change[]>> = {
  "acm-certificate-renews": [set("aws:acm/certificate:Certificate", "web", { validationMethod: "EMAIL" })],
  "asg-capacity-rebalancing": [
    set(group, "web", {
      mixedInstancesPolicy: {
        instancesDistribution: { onDemandPercentageAboveBaseCapacity: 50 },
        launchTemplate: { overrides: [{ instanceType: "m6g.large" }, { instanceType: "m7g.large" }] },
      },
    }),
  ],
  "asg-elb-health-check": [set(group, "web", { healthCheckType: "EC2" })],
  "asg-launch-template": [set(group, "web", { mixedInstancesPolicy: undefined, launchConfiguration: "web" })],
  "asg-multi-az": [set(group, "web", { vpcZoneIdentifiers: [ref("prod", subnet, "net-a")] })],
  "asg-several-instance-types": [set(group, "web", { mixedInstancesPolicy: { launchTemplate: { overrides: [] } } })],
  "backup-plan-retention": [add("aws:backup/plan:Plan", "daily", { rules: [{ lifecycle: { deleteAfter: 7 } }] })],
  "backup-vault-key": [add("aws:backup/vault:Vault", "vault", {})],
  "cloudfront-access-logs": [set(distribution, "edge", { loggingConfig: undefined })],
  "cloudfront-origin-access": [
    set(distribution, "edge", {
      origins: [
        origin,
        { ...origin, originId: "us-west-1", domainName: "us-west-1.origin.example.com" },
        { originId: "files", domainName: "files.s3.us-east-1.amazonaws.com" },
      ],
    }),
  ],
  "cloudfront-origin-failover": [
    set(distribution, "edge", {
      originGroups: [],
      defaultCacheBehavior: { targetOriginId: "us-east-1", viewerProtocolPolicy: "https-only" },
    }),
  ],
  "cloudfront-origin-https": [
    set(distribution, "edge", {
      origins: [
        origin,
        {
          originId: "us-west-1",
          domainName: "us-west-1.origin.example.com",
          customOriginConfig: { originProtocolPolicy: "http-only", originSslProtocols: ["TLSv1.2"] },
        },
      ],
    }),
  ],
  "cloudfront-origin-tls12": [
    set(distribution, "edge", {
      origins: [
        origin,
        {
          originId: "us-west-1",
          domainName: "us-west-1.origin.example.com",
          customOriginConfig: { originProtocolPolicy: "https-only", originSslProtocols: ["TLSv1", "TLSv1.2"] },
        },
      ],
    }),
  ],
  "cloudfront-viewer-https": [
    set(distribution, "edge", {
      defaultCacheBehavior: { targetOriginId: "us-east-1", viewerProtocolPolicy: "allow-all" },
    }),
  ],
  "cloudfront-viewer-tls12": [set(distribution, "edge", { viewerCertificate: { cloudfrontDefaultCertificate: true } })],
  "cloudfront-waf": [set(distribution, "edge", { webAclId: undefined })],
  "alarm-actions-enabled": [add(alarm, "slow", { ...soundAlarm, actionsEnabled: false })],
  "alarm-has-actions": [add(alarm, "slow", { ...soundAlarm, alarmActions: [] })],
  "log-group-customer-managed-key": [set("aws:cloudwatch/logGroup:LogGroup", "steps", { kmsKeyId: undefined })],
  "log-group-retention": [set("aws:cloudwatch/logGroup:LogGroup", "steps", { retentionInDays: undefined })],
  "dynamodb-customer-managed-key": [set(table, "lease", { serverSideEncryption: { enabled: true } })],
  "dynamodb-deletion-protection": [add(table, "orders", { ...soundTable, deletionProtectionEnabled: false })],
  "dynamodb-encryption": [add(table, "orders", { ...soundTable, serverSideEncryption: undefined })],
  "dynamodb-in-backup-plan": [set("aws:backup/selection:Selection", "all", { resources: ["arn:aws:rds:*:*:db:*"] })],
  "dynamodb-point-in-time-recovery": [add(table, "orders", { ...soundTable, pointInTimeRecovery: { enabled: false } })],
  "dynamodb-replica-key": [
    add("aws:dynamodb/tableReplica:TableReplica", "orders", {
      globalTableArn: "arn:aws:dynamodb:us-east-1:123456789012:table/orders",
      pointInTimeRecovery: true,
    }),
  ],
  "dynamodb-scales": [add(table, "orders", { ...soundTable, billingMode: "PROVISIONED" })],
  "default-security-group-closed": [
    set("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup", "net", {
      egress: [{ protocol: "-1", fromPort: 0, toPort: 0 }],
    }),
  ],
  "ebs-default-encryption": [add("aws:ebs/encryptionByDefault:EncryptionByDefault", "off", { enabled: false })],
  "ebs-volume-customer-managed-key": [add("aws:ebs/volume:Volume", "scratch", { encrypted: true })],
  "ebs-volume-encrypted": [add("aws:ebs/volume:Volume", "scratch", { kmsKeyId: keyArn("us-east-1") })],
  "ec2-imdsv2": [set(template, "web", { metadataOptions: { httpTokens: "optional" } })],
  "ec2-no-public-ip": [set(template, "web", { networkInterfaces: [{ associatePublicIpAddress: "true" }] })],
  "ec2-volumes-customer-managed-key": [
    set(template, "web", { blockDeviceMappings: [{ deviceName: "/dev/xvda", ebs: { encrypted: "true" } }] }),
  ],
  "ec2-volumes-encrypted": [
    add("aws:ec2/instance:Instance", "bastion", {
      metadataOptions: { httpTokens: "required" },
      rootBlockDevice: { encrypted: false },
    }),
  ],
  "nat-gateway-per-az": [
    set(
      "aws:ec2/route:Route",
      "net-b",
      { natGatewayId: ref("prod", "aws:ec2/natGateway:NatGateway", "net-a") },
      "prod",
    ),
  ],
  "sg-no-http-ingress": [set(ingress, "web", { fromPort: 80, toPort: 80 })],
  "sg-no-open-admin-ports": [
    add(ingress, "ssh", { cidrIpv4: "0.0.0.0/0", ipProtocol: "tcp", fromPort: 22, toPort: 22 }),
  ],
  "sg-no-open-http": [add(ingress, "http", { cidrIpv4: "0.0.0.0/0", ipProtocol: "tcp", fromPort: 80, toPort: 80 })],
  "sg-no-open-ingress": [
    add(ingress, "https", { cidrIpv4: "0.0.0.0/0", ipProtocol: "tcp", fromPort: 443, toPort: 443 }),
  ],
  "subnet-no-public-ip": [set(subnet, "net-a", { mapPublicIpOnLaunch: true })],
  "vpc-default-security-group": [remove("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup", "net")],
  "vpc-endpoint-multi-az": [
    set("aws:ec2/vpcEndpoint:VpcEndpoint", "ssm", { subnetIds: [ref("prod", subnet, "net-a")] }),
  ],
  "vpc-flow-logs": [remove("aws:ec2/flowLog:FlowLog", "net")],
  "iam-no-admin-managed-policy": [
    add("aws:iam/rolePolicyAttachment:RolePolicyAttachment", "admin", {
      policyArn: "arn:aws:iam::aws:policy/AdministratorAccess",
    }),
  ],
  "iam-no-admin-statements": [
    add("aws:iam/policy:Policy", "admin", { policy: policyText([{ Effect: "Allow", Action: "*", Resource: "*" }]) }),
  ],
  "iam-no-star-actions": [
    add("aws:iam/policy:Policy", "wide", {
      policy: policyText([{ Effect: "Allow", Action: "*", Resource: "arn:aws:s3:::one" }]),
    }),
  ],
  "iam-role-not-assumable-by-all": [
    add("aws:iam/role:Role", "open", { assumeRolePolicy: policyText([{ ...everybody, Action: "sts:AssumeRole" }]) }),
  ],
  "kms-deletion-window": [add("aws:kms/key:Key", "short", { enableKeyRotation: true, deletionWindowInDays: 7 })],
  "kms-key-policy-not-public": [
    add("aws:kms/key:Key", "open", { enableKeyRotation: true, policy: policyText([everybody]) }),
  ],
  "kms-key-rotation": [add("aws:kms/key:Key", "still", {})],
  "lambda-environment-key": [set(lambda, "step", { kmsKeyArn: undefined })],
  "lambda-failure-destination": [set(lambda, "step", { deadLetterConfig: undefined })],
  "lambda-not-public": [add("aws:lambda/permission:Permission", "open", { principal: "s3.amazonaws.com" })],
  "lambda-reserved-concurrency": [set(lambda, "step", { reservedConcurrentExecutions: undefined })],
  "lambda-tracing": [set(lambda, "step", { tracingConfig: undefined })],
  "lambda-vpc-multi-az": [set(lambda, "step", { vpcConfig: { subnetIds: [ref("prod", subnet, "net-a")] } }, "prod")],
  "lb-access-logs": [set(balancer, "web", { accessLogs: { enabled: true, bucket: "" } })],
  "lb-behind-waf": [set(ingress, "web", { prefixListId: undefined, cidrIpv4: "198.51.100.0/24" })],
  "lb-cross-zone": [
    add(balancer, "tcp", {
      loadBalancerType: "network",
      internal: true,
      enableDeletionProtection: true,
      accessLogs: { enabled: true, bucket: "log-archive" },
    }),
  ],
  "lb-deletion-protection": [set(balancer, "web", { enableDeletionProtection: undefined })],
  "lb-drops-invalid-headers": [set(balancer, "web", { dropInvalidHeaderFields: undefined })],
  "lb-internal": [
    add(balancer, "tcp", {
      loadBalancerType: "network",
      enableCrossZoneLoadBalancing: true,
      enableDeletionProtection: true,
      accessLogs: { enabled: true, bucket: "log-archive" },
    }),
  ],
  "api-access-logs": [add("aws:apigatewayv2/stage:Stage", "live", { apiId: "api" })],
  "api-authorized": [add("aws:apigatewayv2/route:Route", "orders", { apiId: "api", routeKey: "GET /orders" })],
  "clb-multi-az": [
    add("aws:elb/loadBalancer:LoadBalancer", "old", {
      ...soundClassic,
      subnets: ["subnet-1"],
      listeners: [{ lbPort: 443, lbProtocol: "https", instancePort: 443, instanceProtocol: "https" }],
    }),
  ],
  "ecr-immutable-tags": [add(repository, "app", { ...soundRepository, imageTagMutability: "MUTABLE" })],
  "ecr-policy-not-public": [
    add("aws:ecr/repositoryPolicy:RepositoryPolicy", "app", { repository: "app", policy: policyText([everybody]) }),
  ],
  "ecr-scan-on-push": [add(repository, "app", { ...soundRepository, imageScanningConfiguration: undefined })],
  "ecs-image-by-digest": [task({ image: "web:latest" })],
  "ecs-service-multi-az": [add("aws:ecs/service:Service", "web", { networkConfiguration: { subnets: ["subnet-0a"] } })],
  "ecs-service-no-public-ip": [
    add("aws:ecs/service:Service", "web", { networkConfiguration: { assignPublicIp: true } }),
  ],
  "ecs-task-logs": [task({ logConfiguration: undefined })],
  "ecs-task-not-privileged": [task({ privileged: true })],
  "ecs-task-read-only-root": [task({ readonlyRootFilesystem: false })],
  "efs-backed-up": [
    set("aws:backup/selection:Selection", "all", {
      resources: ["arn:aws:rds:*:*:db:*", "arn:aws:dynamodb:*:*:table/*"],
    }),
    add("aws:efs/fileSystem:FileSystem", "files", { encrypted: true }),
  ],
  "efs-encrypted": [add("aws:efs/fileSystem:FileSystem", "files", {})],
  "eks-audit-logs": [add(eks, "main", { ...soundEks, enabledClusterLogTypes: [] })],
  "eks-endpoint-restricted": [add(eks, "main", { ...soundEks, vpcConfig: {} })],
  "eks-secrets-encrypted": [add(eks, "main", { ...soundEks, encryptionConfig: undefined })],
  "elasticache-encrypted-at-rest": [add(cache, "sessions", { ...soundCache, atRestEncryptionEnabled: false })],
  "elasticache-encrypted-in-transit": [add(cache, "sessions", { ...soundCache, transitEncryptionEnabled: false })],
  "elasticache-multi-az": [add(cache, "sessions", { ...soundCache, multiAzEnabled: false })],
  "opensearch-encrypted": [add(domain, "search", { ...soundDomain, encryptAtRest: { enabled: false } })],
  "opensearch-https": [add(domain, "search", { ...soundDomain, domainEndpointOptions: {} })],
  "opensearch-in-vpc": [add(domain, "search", { ...soundDomain, vpcOptions: undefined })],
  "opensearch-multi-az": [add(domain, "search", { ...soundDomain, clusterConfig: { instanceCount: 2 } })],
  "clb-listener-https": [
    add("aws:elb/loadBalancer:LoadBalancer", "old", {
      ...soundClassic,
      listeners: [{ lbPort: 80, lbProtocol: "http", instancePort: 80, instanceProtocol: "http" }],
    }),
  ],
  "lambda-url-authorized": [
    add("aws:lambda/functionUrl:FunctionUrl", "open", { functionName: "step", authorizationType: "NONE" }),
  ],
  "lb-listener-https": [set(listener, "web", { protocol: "HTTP" })],
  "lb-listener-tls12": [set(listener, "web", { sslPolicy: "ELBSecurityPolicy-2016-08" })],
  "lb-multi-az": [set(balancer, "web", { subnets: [ref("prod", subnet, "net-a")] })],
  "lb-target-health-check": [set("aws:lb/targetGroup:TargetGroup", "web", { healthCheck: undefined })],
  "rds-backup-enabled": [set(databaseType, "db", { backupRetentionPeriod: 0 }, "prod")],
  "rds-backup-replication-key": [
    set("aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication", "db", {
      kmsKeyId: undefined,
    }),
  ],
  "rds-backup-retention": [set(databaseType, "db", { backupRetentionPeriod: 1 }, "prod")],
  "rds-cluster-multi-az": [add(cluster, "orders", { ...soundCluster, availabilityZones: ["us-east-1a"] })],
  "rds-copy-tags-to-snapshot": [set(databaseType, "db", { copyTagsToSnapshot: undefined })],
  "rds-customer-managed-key": [set(databaseType, "db", { kmsKeyId: "alias/aws/rds" })],
  "rds-deletion-protection": [set(databaseType, "db", { deletionProtection: false })],
  "rds-forces-tls": [
    set("aws:rds/parameterGroup:ParameterGroup", "db", { parameters: [{ name: "rds.force_ssl", value: "0" }] }),
  ],
  "rds-in-backup-plan": [set("aws:backup/selection:Selection", "all", { resources: ["arn:aws:dynamodb:*:*:table/*"] })],
  "rds-instance-multi-az": [set(databaseType, "db", { multiAz: false })],
  "rds-logs-exported": [set(databaseType, "db", { enabledCloudwatchLogsExports: undefined })],
  "rds-not-public": [set(databaseType, "db", { publiclyAccessible: true })],
  "rds-performance-insights": [set(databaseType, "db", { performanceInsightsEnabled: false })],
  "rds-performance-insights-key": [set(databaseType, "db", { performanceInsightsKmsKeyId: undefined })],
  "rds-snapshot-encrypted": [add("aws:rds/snapshotCopy:SnapshotCopy", "copy", {})],
  "rds-storage-encrypted": [set(databaseType, "db", { storageEncrypted: false }, "prod")],
  "route53-health-check-exists": [
    add(
      "aws:route53/record:Record",
      "api",
      { name: "api", type: "CNAME", ttl: 60, healthCheckId: "0f1e2d3c-gone" },
      { stack: "edge" },
    ),
  ],
  "route53-health-checked-ttl": [
    add(
      "aws:route53/record:Record",
      "api",
      {
        name: "api",
        type: "CNAME",
        ttl: 300,
        healthCheckId: ref("edge", "aws:route53/healthCheck:HealthCheck", "active"),
      },
      { stack: "edge" },
    ),
  ],
  "route53-query-log": [remove("aws:route53/queryLog:QueryLog", "site")],
  "route53-record-attached": [
    add(
      "aws:route53/record:Record",
      "old",
      { name: "old", type: "A", ttl: 60, records: ["203.0.113.9"] },
      { stack: "edge" },
    ),
  ],
  "s3-access-point-not-public": [
    add("aws:s3/accessPoint:AccessPoint", "open", { publicAccessBlockConfiguration: { blockPublicPolicy: false } }),
  ],
  "s3-acl-no-public-read": [add(side("bucketAcl"), "other", { bucket: "in-another-stack", acl: "authenticated-read" })],
  "s3-acl-no-public-write": [
    add(side("bucketAcl"), "other", {
      bucket: "in-another-stack",
      accessControlPolicy: {
        grants: [{ permission: "WRITE", grantee: { uri: "http://acs.amazonaws.com/groups/global/AllUsers" } }],
      },
    }),
  ],
  "s3-block-public-acls": [set(side("bucketPublicAccessBlock"), bucket, { blockPublicAcls: undefined })],
  "s3-block-public-policy": [set(side("bucketPublicAccessBlock"), bucket, { blockPublicPolicy: undefined })],
  "s3-bucket-access-logs": [remove(side("bucketLogging"), bucket)],
  "s3-bucket-aborts-incomplete-uploads": [
    set(side("bucketLifecycleConfiguration"), bucket, { rules: [{ id: "old", status: "Enabled", filter: {} }] }),
  ],
  "s3-bucket-customer-managed-key": [encryption({ sseAlgorithm: "aws:kms" })],
  "s3-bucket-encryption": logBucket({ encryption: false }),
  "s3-bucket-key": [encryption({ sseAlgorithm: "aws:kms", kmsMasterKeyId: keyArn("us-east-1") }, false)],
  "s3-bucket-kms": [encryption({ sseAlgorithm: "AES256" })],
  "s3-bucket-lifecycle": [remove(side("bucketLifecycleConfiguration"), bucket)],
  "s3-bucket-mfa-delete": [set(side("bucketVersioning"), bucket, { versioningConfiguration: { status: "Enabled" } })],
  "s3-bucket-object-lock": [set(bucketType, bucket, { objectLockEnabled: undefined })],
  "s3-bucket-replication": [
    remove(side("bucketReplicationConfig"), bucket),
    remove(side("bucketReplicationConfig"), "objects-us-west-1"),
  ],
  "s3-bucket-tls-only": [remove(side("bucketPolicy"), bucket)],
  "s3-bucket-versioning": logBucket({ versioning: "Suspended" }),
  "s3-ignore-public-acls": [set(side("bucketPublicAccessBlock"), bucket, { ignorePublicAcls: undefined })],
  "s3-policy-not-public": [
    add(side("bucketPolicy"), "other", { bucket: "in-another-stack", policy: policyText([everybody]) }),
  ],
  "s3-public-access-block": [remove(side("bucketPublicAccessBlock"), bucket)],
  "s3-restrict-public-buckets": [set(side("bucketPublicAccessBlock"), bucket, { restrictPublicBuckets: undefined })],
  "secret-customer-managed-key": [set("aws:secretsmanager/secret:Secret", "database", { kmsKeyId: undefined })],
  "secret-rotation": [remove("aws:secretsmanager/secretRotation:SecretRotation", "database")],
  "secret-rotation-interval": [
    set("aws:secretsmanager/secretRotation:SecretRotation", "database", {
      rotationRules: { automaticallyAfterDays: 365 },
    }),
  ],
  "sfn-logging": [set(machine, "failover", { loggingConfiguration: undefined })],
  "sfn-tracing": [set(machine, "failover", { tracingConfiguration: undefined })],
  "sns-policy-not-public": [
    set("aws:sns/topicPolicy:TopicPolicy", "alarms", { policy: policyText([tlsOnly, everybody]) }),
  ],
  "sns-policy-tls-only": [set("aws:sns/topicPolicy:TopicPolicy", "alarms", { policy: policyText([]) })],
  "sns-topic-customer-managed-key": [set(topic, "alarms", { kmsMasterKeyId: "alias/aws/sns" })],
  "sns-topic-encrypted": [set(topic, "alarms", { kmsMasterKeyId: undefined })],
  "sqs-policy-not-public": [set(queue, "failed", { policy: policyText([everybody]) })],
  "sqs-queue-encrypted": [set(queue, "failed", { sqsManagedSseEnabled: undefined })],
  "vpc-endpoint-present": [],
  "waf-logging": [remove("aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration", "edge")],
};
