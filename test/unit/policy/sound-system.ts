import { type Described, ref } from "./stack-builder";

const regions = { prod: "us-east-1", dr: "us-west-1" } as const;
/** The region without a tier, in which the primaries are. */
const THIRD_SITE = "us-west-2";
type RegionalStack = keyof typeof regions;

const account = "123456789012";
const arn = (service: string, region: string, rest: string) => `arn:aws:${service}:${region}:${account}:${rest}`;
export const keyArn = (region: string) => arn("kms", region, "key/mrk-1234");

export const databaseType = "aws:rds/instance:Instance";
export const bucketType = "aws:s3/bucket:Bucket";

const policy = (statements: object[]) => JSON.stringify({ Version: "2012-10-17", Statement: statements });
export const tlsOnly = {
  Effect: "Deny",
  Principal: "*",
  Action: "*",
  Resource: "*",
  Condition: { Bool: { "aws:SecureTransport": "false" } },
};
const assumedBy = (service: string) =>
  policy([{ Effect: "Allow", Principal: { Service: service }, Action: "sts:AssumeRole" }]);
const rootPolicy = policy([
  { Effect: "Allow", Principal: { AWS: `arn:aws:iam::${account}:root` }, Action: "kms:*", Resource: "*" },
]);

export { policy as policyText };

/** A replicated bucket of one region with its settings. */
function bucket(region: string, other: string): Described[] {
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
    of("BucketPolicy", { policy: policy([tlsOnly]) }),
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

/** One region's tier; the standby's database replicates the active one's. */
function tier(stack: RegionalStack, cidr: string): Described[] {
  const region = regions[stack];
  const at = (type: string, name: string, inputs: Record<string, unknown>): Described => ({
    stack,
    type,
    name,
    region,
    inputs,
  });
  const own = (type: string, name: string) => ref(stack, type, name);
  const zones = ["a", "b"].map((letter) => `${region}${letter}`);
  const vpc = own("aws:ec2/vpc:Vpc", "net");
  const subnets = ["net-a", "net-b"].map((name) => own("aws:ec2/subnet:Subnet", name));
  const replica = stack === "dr";
  const key = keyArn(region);
  return [
    at("aws:ec2/vpc:Vpc", "net", { cidrBlock: cidr }),
    ...zones.map((availabilityZone, index) =>
      at("aws:ec2/subnet:Subnet", index === 0 ? "net-a" : "net-b", { vpcId: vpc, availabilityZone }),
    ),
    at("aws:ec2/flowLog:FlowLog", "net", { vpcId: vpc, trafficType: "ALL" }),
    at("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup", "net", { vpcId: vpc }),
    at("aws:ec2/natGateway:NatGateway", "net-a", { subnetId: subnets[0] }),
    at("aws:ec2/natGateway:NatGateway", "net-b", { subnetId: subnets[1] }),
    ...["a", "b"].flatMap((letter) => [
      at("aws:ec2/routeTable:RouteTable", `net-${letter}`, { vpcId: vpc }),
      at("aws:ec2/route:Route", `net-${letter}`, {
        routeTableId: own("aws:ec2/routeTable:RouteTable", `net-${letter}`),
        natGatewayId: own("aws:ec2/natGateway:NatGateway", `net-${letter}`),
      }),
    ]),
    at("aws:ec2/vpcEndpoint:VpcEndpoint", "ssm", {
      vpcId: vpc,
      serviceName: `com.amazonaws.${region}.ssm`,
      vpcEndpointType: "Interface",
      subnetIds: subnets,
    }),
    at("aws:ec2/securityGroup:SecurityGroup", "web", { vpcId: vpc }),
    at("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", "web", {
      securityGroupId: own("aws:ec2/securityGroup:SecurityGroup", "web"),
      prefixListId: "pl-3b927c52",
      ipProtocol: "tcp",
      fromPort: 443,
      toPort: 443,
    }),
    at("aws:lb/loadBalancer:LoadBalancer", "web", {
      subnets,
      securityGroups: [own("aws:ec2/securityGroup:SecurityGroup", "web")],
      enableDeletionProtection: true,
      dropInvalidHeaderFields: true,
      accessLogs: { enabled: true, bucket: "log-archive" },
    }),
    at("aws:lb/targetGroup:TargetGroup", "web", { protocol: "HTTPS", healthCheck: { path: "/healthz" } }),
    at("aws:acm/certificate:Certificate", "web", { domainName: "origin.example.com", validationMethod: "DNS" }),
    at("aws:lb/listener:Listener", "web", {
      loadBalancerArn: own("aws:lb/loadBalancer:LoadBalancer", "web"),
      protocol: "HTTPS",
      port: 443,
      sslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06",
      certificateArn: own("aws:acm/certificate:Certificate", "web"),
      defaultActions: [{ type: "forward" }],
    }),
    at("aws:ec2/launchTemplate:LaunchTemplate", "web", {
      metadataOptions: { httpTokens: "required" },
      blockDeviceMappings: [{ deviceName: "/dev/xvda", ebs: { encrypted: "true", kmsKeyId: key } }],
      networkInterfaces: [{ associatePublicIpAddress: "false" }],
    }),
    at("aws:autoscaling/group:Group", "web", {
      vpcZoneIdentifiers: subnets,
      minSize: replica ? 1 : 2,
      desiredCapacity: replica ? 1 : 4,
      maxSize: 8,
      healthCheckType: "ELB",
      targetGroupArns: [own("aws:lb/targetGroup:TargetGroup", "web")],
      mixedInstancesPolicy: {
        launchTemplate: { overrides: [{ instanceType: "m6g.large" }, { instanceType: "m7g.large" }] },
      },
    }),
    at("aws:rds/parameterGroup:ParameterGroup", "db", {
      family: "postgres17",
      parameters: [{ name: "rds.force_ssl", value: "1" }],
    }),
    at(databaseType, "db", {
      identifier: `shop-${region}`,
      ...(replica ? { replicateSourceDb: arn("rds", "us-east-1", "db:shop-us-east-1") } : {}),
      engine: "postgres",
      engineVersion: "17",
      instanceClass: "db.m6g.large",
      parameterGroupName: own("aws:rds/parameterGroup:ParameterGroup", "db"),
      multiAz: true,
      storageEncrypted: true,
      kmsKeyId: key,
      backupRetentionPeriod: 7,
      deletionProtection: true,
      copyTagsToSnapshot: true,
      performanceInsightsEnabled: true,
      performanceInsightsKmsKeyId: key,
      enabledCloudwatchLogsExports: ["postgresql"],
    }),
    at("aws:sns/topic:Topic", "alarms", { kmsMasterKeyId: key }),
    at("aws:sns/topicPolicy:TopicPolicy", "alarms", {
      arn: own("aws:sns/topic:Topic", "alarms"),
      policy: policy([tlsOnly]),
    }),
    at("aws:sqs/queue:Queue", "failed", { sqsManagedSseEnabled: true }),
    at("aws:cloudwatch/logGroup:LogGroup", "steps", { kmsKeyId: key, retentionInDays: 365 }),
    at("aws:iam/role:Role", "step", { assumeRolePolicy: assumedBy("lambda.amazonaws.com") }),
    at("aws:iam/rolePolicy:RolePolicy", "step", {
      role: own("aws:iam/role:Role", "step"),
      policy: policy([
        { Effect: "Allow", Action: ["rds:PromoteReadReplica"], Resource: `arn:aws:rds:${region}:*:db:shop` },
      ]),
    }),
    at("aws:lambda/function:Function", "step", {
      role: own("aws:iam/role:Role", "step"),
      reservedConcurrentExecutions: 2,
      tracingConfig: { mode: "Active" },
      deadLetterConfig: { targetArn: own("aws:sqs/queue:Queue", "failed") },
      environment: { variables: { REGION: region } },
      kmsKeyArn: key,
      vpcConfig: { subnetIds: subnets },
    }),
    at("aws:lambda/permission:Permission", "step", {
      principal: "sns.amazonaws.com",
      sourceArn: own("aws:sns/topic:Topic", "alarms"),
    }),
    at("aws:sfn/stateMachine:StateMachine", "failover", {
      loggingConfiguration: { level: "ALL", includeExecutionData: true },
      tracingConfiguration: { enabled: true },
    }),
    ...(replica
      ? [
          at("aws:cloudwatch/metricAlarm:MetricAlarm", "db-lag", {
            namespace: "AWS/RDS",
            metricName: "ReplicaLag",
            dimensions: { DBInstanceIdentifier: own(databaseType, "db") },
            treatMissingData: "breaching",
            alarmActions: [own("aws:sns/topic:Topic", "alarms")],
          }),
          at("aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication", "db", {
            sourceDbInstanceArn: arn("rds", "us-east-1", "db:shop-us-east-1"),
            kmsKeyId: key,
          }),
        ]
      : []),
  ];
}

const keyType = "aws:kms/key:Key";

/** A system over two regions that keeps every rule, as the engine's preview would tell of it. */
export function soundSystem(): Described[] {
  const at = (
    stack: string,
    type: string,
    name: string,
    inputs: Record<string, unknown>,
    region = "us-east-1",
    component?: string,
  ): Described => ({
    stack,
    type,
    name,
    region,
    inputs,
    ...(component === undefined ? {} : { component }),
  });
  return [
    at(
      "global",
      keyType,
      "data",
      { multiRegion: true, enableKeyRotation: true, deletionWindowInDays: 30, policy: rootPolicy },
      THIRD_SITE,
    ),
    ...Object.values(regions).map((region) =>
      at(
        "global",
        "aws:kms/replicaKey:ReplicaKey",
        `data-${region}`,
        { primaryKeyArn: ref("global", keyType, "data"), deletionWindowInDays: 30, policy: rootPolicy },
        region,
      ),
    ),
    at(
      "global",
      "aws:secretsmanager/secret:Secret",
      "database",
      {
        kmsKeyId: ref("global", keyType, "data"),
        replicas: Object.values(regions).map((region) => ({ region, kmsKeyId: keyArn(region) })),
      },
      THIRD_SITE,
    ),
    at(
      "global",
      "aws:secretsmanager/secretRotation:SecretRotation",
      "database",
      {
        secretId: ref("global", "aws:secretsmanager/secret:Secret", "database"),
        rotationRules: { automaticallyAfterDays: 30 },
      },
      THIRD_SITE,
    ),
    ...bucket("us-east-1", "us-west-1"),
    ...bucket("us-west-1", "us-east-1"),
    at("global", "aws:s3control/multiRegionAccessPoint:MultiRegionAccessPoint", "objects", {
      details: {
        regions: ["us-east-1", "us-west-1"].map((region) => ({
          bucket: ref("global", bucketType, `objects-${region}`),
        })),
      },
    }),
    at(
      "global",
      "aws:dynamodb/table:Table",
      "lease",
      {
        billingMode: "PAY_PER_REQUEST",
        serverSideEncryption: { enabled: true, kmsKeyArn: keyArn("us-west-2") },
        pointInTimeRecovery: { enabled: true },
        deletionProtectionEnabled: true,
        replicas: ["us-east-1", "us-east-2"].map((regionName) => ({
          regionName,
          consistencyMode: "STRONG",
          pointInTimeRecovery: true,
          kmsKeyArn: keyArn(regionName),
        })),
      },
      "us-west-2",
      "redoubt:index:LeaseTable",
    ),
    at("global", "aws:backup/selection:Selection", "all", { resources: ["*"] }),
    ...tier("prod", "10.10.0.0/16"),
    ...tier("dr", "10.20.0.0/16"),
    at("edge", "aws:wafv2/webAcl:WebAcl", "edge", { scope: "CLOUDFRONT" }),
    at("edge", "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration", "edge", {
      resourceArn: ref("edge", "aws:wafv2/webAcl:WebAcl", "edge"),
    }),
    at("edge", "aws:cloudfront/distribution:Distribution", "edge", {
      origins: ["us-east-1", "us-west-1"].map((region) => ({
        originId: region,
        domainName: `${region}.origin.example.com`,
        customOriginConfig: { originProtocolPolicy: "https-only", originSslProtocols: ["TLSv1.2"] },
      })),
      originGroups: [
        {
          originId: "both",
          failoverCriteria: { statusCodes: [500, 502, 503, 504] },
          members: [{ originId: "us-east-1" }, { originId: "us-west-1" }],
        },
      ],
      defaultCacheBehavior: {
        targetOriginId: "both",
        viewerProtocolPolicy: "redirect-to-https",
        allowedMethods: ["GET", "HEAD", "OPTIONS"],
      },
      viewerCertificate: {
        acmCertificateArn: arn("acm", "us-east-1", "certificate/1"),
        minimumProtocolVersion: "TLSv1.2_2021",
      },
      webAclId: ref("edge", "aws:wafv2/webAcl:WebAcl", "edge"),
      loggingConfig: { bucket: "log-archive.s3.amazonaws.com" },
    }),
    at("edge", "aws:route53/zone:Zone", "site", { name: "example.com" }),
    at("edge", "aws:route53/queryLog:QueryLog", "site", { zoneId: ref("edge", "aws:route53/zone:Zone", "site") }),
    at("edge", "aws:route53/healthCheck:HealthCheck", "active", {
      type: "HTTPS",
      fqdn: "us-east-1.origin.example.com",
      resourcePath: "/healthz",
      requestInterval: 10,
      failureThreshold: 3,
    }),
    at("edge", "aws:route53/record:Record", "status-primary", {
      name: "status",
      type: "CNAME",
      ttl: 60,
      failoverRoutingPolicies: [{ type: "PRIMARY" }],
      healthCheckId: ref("edge", "aws:route53/healthCheck:HealthCheck", "active"),
    }),
    at("edge", "aws:route53/record:Record", "status-secondary", {
      name: "status",
      type: "CNAME",
      ttl: 60,
      failoverRoutingPolicies: [{ type: "SECONDARY" }],
    }),
  ];
}
