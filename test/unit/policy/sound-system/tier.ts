import { type Described, ref } from "../stack-builder";
import { arn, assumedBy, databaseType, keyArn, policyText, type RegionalStack, regions, tlsOnly } from "./values";

/** One region's tier; the standby's database replicates the active one's. */
export function tier(stack: RegionalStack, cidr: string): Described[] {
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
      policy: policyText([tlsOnly]),
    }),
    at("aws:sqs/queue:Queue", "failed", { sqsManagedSseEnabled: true }),
    at("aws:cloudwatch/logGroup:LogGroup", "steps", { kmsKeyId: key, retentionInDays: 365 }),
    at("aws:iam/role:Role", "step", { assumeRolePolicy: assumedBy("lambda.amazonaws.com") }),
    at("aws:iam/rolePolicy:RolePolicy", "step", {
      role: own("aws:iam/role:Role", "step"),
      policy: policyText([
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
