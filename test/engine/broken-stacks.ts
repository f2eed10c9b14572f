import * as aws from "@pulumi/aws";
import type { PulumiFn } from "@pulumi/pulumi/automation";

const everybody = { Effect: "Allow", Principal: "*", Action: "*", Resource: "*" };
const policy = (...statements: object[]) => JSON.stringify({ Version: "2012-10-17", Statement: statements });
const subnets = ["subnet-0a", "subnet-0b"];

/** Programs with violations of each kind: in a resource's inputs, in related resources, and in references that are not known yet. */
export const brokenStacks: Readonly<Record<string, PulumiFn>> = {
  "a bare bucket": async () => {
    new aws.s3.Bucket("files");
  },
  "a bucket with half its settings": async () => {
    const bucket = new aws.s3.Bucket("files");
    new aws.s3.BucketVersioning("files", { bucket: bucket.id, versioningConfiguration: { status: "Suspended" } });
    new aws.s3.BucketPublicAccessBlock("files", { bucket: bucket.id, blockPublicAcls: true });
    new aws.s3.BucketPolicy("files", { bucket: bucket.id, policy: policy(everybody) });
  },
  "a public database in one zone": async () => {
    new aws.rds.Instance("db", {
      engine: "postgres",
      instanceClass: "db.m6g.large",
      allocatedStorage: 20,
      username: "app",
      password: "not-a-secret-1",
      publiclyAccessible: true,
      skipFinalSnapshot: true,
    });
  },
  "a load balancer without TLS": async () => {
    const balancer = new aws.lb.LoadBalancer("web", { subnets });
    const group = new aws.lb.TargetGroup("web", { port: 80, protocol: "HTTP", vpcId: "vpc-0" });
    new aws.lb.Listener("web", {
      loadBalancerArn: balancer.arn,
      port: 80,
      protocol: "HTTP",
      defaultActions: [{ type: "forward", targetGroupArn: group.arn }],
    });
  },
  "a network with default settings": async () => {
    const vpc = new aws.ec2.Vpc("net", { cidrBlock: "10.0.0.0/16" });
    new aws.ec2.Subnet("net", { vpcId: vpc.id, cidrBlock: "10.0.1.0/24", mapPublicIpOnLaunch: true });
    new aws.ec2.SecurityGroup("open", {
      vpcId: vpc.id,
      ingress: [{ protocol: "tcp", fromPort: 22, toPort: 22, cidrBlocks: ["0.0.0.0/0"] }],
    });
  },
  "keys and secrets by default": async () => {
    new aws.kms.Key("data", { deletionWindowInDays: 7 });
    new aws.secretsmanager.Secret("database");
  },
  "a public function": async () => {
    const role = new aws.iam.Role("fn", {
      assumeRolePolicy: policy({ ...everybody, Action: "sts:AssumeRole", Resource: undefined }),
    });
    const fn = new aws.lambda.Function("fn", {
      role: role.arn,
      runtime: "nodejs20.x",
      handler: "index.handler",
      s3Bucket: "code",
      s3Key: "fn.zip",
      environment: { variables: { MODE: "test" } },
    });
    new aws.lambda.Permission("fn", {
      function: fn.name,
      action: "lambda:InvokeFunction",
      principal: "sns.amazonaws.com",
    });
  },
  "a table, a topic and a queue by default": async () => {
    new aws.dynamodb.Table("orders", {
      attributes: [{ name: "id", type: "S" }],
      hashKey: "id",
      readCapacity: 1,
      writeCapacity: 1,
    });
    const topic = new aws.sns.Topic("alarms");
    new aws.sns.TopicPolicy("alarms", { arn: topic.arn, policy: policy(everybody) });
    new aws.sqs.Queue("failed", { sqsManagedSseEnabled: false });
  },
  "a distribution that writes through an origin group": async () => {
    const origin = (originId: string) => ({
      originId,
      domainName: `${originId}.example.com`,
      customOriginConfig: {
        httpPort: 80,
        httpsPort: 443,
        originProtocolPolicy: "http-only",
        originSslProtocols: ["TLSv1"],
      },
    });
    new aws.cloudfront.Distribution("site", {
      enabled: true,
      origins: [origin("us-east-1-a"), origin("us-east-1-b")],
      originGroups: [
        {
          originId: "both",
          failoverCriteria: { statusCodes: [500] },
          members: [{ originId: "us-east-1-a" }, { originId: "us-east-1-b" }],
        },
      ],
      defaultCacheBehavior: {
        targetOriginId: "both",
        viewerProtocolPolicy: "allow-all",
        allowedMethods: ["GET", "HEAD", "OPTIONS", "PUT", "POST", "PATCH", "DELETE"],
        cachedMethods: ["GET", "HEAD"],
        forwardedValues: { queryString: false, cookies: { forward: "none" } },
      },
      restrictions: { geoRestriction: { restrictionType: "none" } },
      viewerCertificate: { cloudfrontDefaultCertificate: true },
    });
  },
  "instances from a template without protection": async () => {
    const template = new aws.ec2.LaunchTemplate("web", {
      imageId: "ami-0",
      instanceType: "m6g.large",
      networkInterfaces: [{ associatePublicIpAddress: "true" }],
      blockDeviceMappings: [{ deviceName: "/dev/xvda", ebs: { encrypted: "false" } }],
    });
    new aws.autoscaling.Group("web", {
      minSize: 1,
      maxSize: 2,
      vpcZoneIdentifiers: ["subnet-0a"],
      launchTemplate: { id: template.id, version: "$Latest" },
    });
  },
  "a replica in its source's region": async () => {
    const source = new aws.rds.Instance("source", {
      identifier: "source",
      engine: "postgres",
      instanceClass: "db.m6g.large",
      allocatedStorage: 20,
      username: "app",
      password: "not-a-secret-1",
      multiAz: true,
      storageEncrypted: true,
      skipFinalSnapshot: true,
    });
    new aws.rds.Instance("replica", {
      replicateSourceDb: source.identifier,
      instanceClass: "db.m6g.large",
      skipFinalSnapshot: true,
    });
  },
  "buckets that replicate one way": async () => {
    const [source, target] = ["source", "target"].map((name) => new aws.s3.Bucket(name));
    if (!source || !target) return;
    const role = new aws.iam.Role("replication", {
      assumeRolePolicy: policy({
        Effect: "Allow",
        Principal: { Service: "s3.amazonaws.com" },
        Action: "sts:AssumeRole",
      }),
    });
    new aws.s3.BucketReplicationConfig("source", {
      bucket: source.id,
      role: role.arn,
      rules: [
        {
          id: "all",
          status: "Enabled",
          filter: {},
          deleteMarkerReplication: { status: "Enabled" },
          sourceSelectionCriteria: { replicaModifications: { status: "Enabled" } },
          destination: { bucket: target.arn },
        },
      ],
    });
  },
  "alarms without actions": async () => {
    new aws.cloudwatch.MetricAlarm("slow", {
      namespace: "AWS/RDS",
      metricName: "ReplicaLag",
      comparisonOperator: "GreaterThanThreshold",
      evaluationPeriods: 1,
      period: 60,
      statistic: "Maximum",
      threshold: 10,
      actionsEnabled: false,
    });
    new aws.cloudwatch.LogGroup("steps");
  },
};
