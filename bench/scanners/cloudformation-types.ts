/** Properties of a resource, of Pulumi or of CloudFormation. */
export type Properties = Record<string, unknown>;

/** How resources of a type are written in CloudFormation. */
export interface Translation {
  type: string;
  /** Inputs whose property is not their name in upper camel case: the property's name, or the properties that take its place. */
  inputs?: Readonly<Record<string, string | ((value: never) => Properties)>>;
}

const CLUSTER = {
  clusterIdentifier: "DBClusterIdentifier",
  enabledCloudwatchLogsExports: "EnableCloudwatchLogsExports",
};
const INSTANCE = {
  clusterIdentifier: "DBClusterIdentifier",
  instanceClass: "DBInstanceClass",
  multiAz: "MultiAZ",
  snapshotIdentifier: "DBSnapshotIdentifier",
  tags: tagsOf,
};
const SECURITY_GROUP_RULE = { securityGroupId: "GroupId", cidrIpv4: "CidrIp", protocol: "IpProtocol", type: omit };

/** By module and name of Pulumi's token; only the types and inputs of the cases. */
export const TRANSLATIONS: Readonly<Record<string, Translation>> = {
  "backup/selection": {
    type: "AWS::Backup::BackupSelection",
    inputs: {
      planId: "BackupPlanId",
      iamRoleArn: (role: string) => selection("IamRoleArn", role),
      name: (name: string) => selection("SelectionName", name),
      resources: (arns: string[]) => selection("Resources", arns),
      conditions: ([first]: { stringEquals: { key: string; value: string }[] }[]) =>
        selection("Conditions", {
          StringEquals: first?.stringEquals.map(({ key, value }) => ({ ConditionKey: key, ConditionValue: value })),
        }),
    },
  },
  "dynamodb/table": {
    type: "AWS::DynamoDB::GlobalTable",
    inputs: {
      hashKey: (name: string) => ({
        KeySchema: [{ AttributeName: name, KeyType: "HASH" }],
        AttributeDefinitions: [{ AttributeName: name, AttributeType: "S" }],
      }),
      // A global table lists the table's own region as a replica.
      pointInTimeRecovery: ({ enabled }: { enabled: boolean }) => ({ Replicas: [replica("us-east-1", enabled)] }),
      replicas: (others: { regionName: string; pointInTimeRecovery: boolean }[]) => ({
        Replicas: others.map(({ regionName, pointInTimeRecovery }) => replica(regionName, pointInTimeRecovery)),
      }),
    },
  },
  "cloudfront/distribution": {
    type: "AWS::CloudFront::Distribution",
    inputs: {
      enabled: (enabled: boolean) => distribution({ Enabled: enabled }),
      origins: (origins: Properties[]) =>
        distribution({
          Origins: origins.map(({ originId, customOriginConfig, ...rest }) => ({
            ...renamed(rest, {}),
            Id: originId,
            CustomOriginConfig: renamed(customOriginConfig, { HttpPort: "HTTPPort", HttpsPort: "HTTPSPort" }),
          })),
        }),
      defaultCacheBehavior: (behavior: Properties) => distribution({ DefaultCacheBehavior: upperCamelCase(behavior) }),
      restrictions: (restrictions: Properties) => distribution({ Restrictions: upperCamelCase(restrictions) }),
      viewerCertificate: (certificate: Properties) =>
        distribution({
          ViewerCertificate: renamed(certificate, { CloudfrontDefaultCertificate: "CloudFrontDefaultCertificate" }),
        }),
    },
  },
  "ec2/instance": { type: "AWS::EC2::Instance", inputs: { ami: "ImageId" } },
  "ec2/securityGroup": {
    type: "AWS::EC2::SecurityGroup",
    inputs: {
      ingress: (rules: Properties[]) => ({
        GroupDescription: "none",
        SecurityGroupIngress: rules.flatMap(({ cidrBlocks, protocol, fromPort, toPort }) =>
          (cidrBlocks as string[]).map((CidrIp) => ({
            CidrIp,
            IpProtocol: protocol,
            FromPort: fromPort,
            ToPort: toPort,
          })),
        ),
      }),
    },
  },
  "ec2/securityGroupRule": { type: "AWS::EC2::SecurityGroupIngress", inputs: SECURITY_GROUP_RULE },
  "iam/policy": {
    type: "AWS::IAM::ManagedPolicy",
    inputs: { policy: (text: string) => ({ PolicyDocument: JSON.parse(text) }) },
  },
  "kms/key": {
    type: "AWS::KMS::Key",
    inputs: { customerMasterKeySpec: "KeySpec" },
  },
  "lambda/permission": { type: "AWS::Lambda::Permission", inputs: { function: "FunctionName" } },
  "lb/listener": { type: "AWS::ElasticLoadBalancingV2::Listener", inputs: { defaultActions: actions } },
  "rds/cluster": { type: "AWS::RDS::DBCluster", inputs: CLUSTER },
  "rds/clusterInstance": { type: "AWS::RDS::DBInstance", inputs: INSTANCE },
  "rds/clusterParameterGroup": {
    type: "AWS::RDS::DBClusterParameterGroup",
    inputs: {
      parameters: (list: { name: string; value: string }[]) => ({
        Description: "none",
        Parameters: Object.fromEntries(list.map(({ name, value }) => [name, value])),
      }),
    },
  },
  "rds/globalCluster": {
    type: "AWS::RDS::GlobalCluster",
    inputs: { sourceDbClusterIdentifier: "SourceDBClusterIdentifier", forceDestroy: omit },
  },
  "rds/instance": { type: "AWS::RDS::DBInstance", inputs: INSTANCE },
  "s3/bucket": {
    type: "AWS::S3::Bucket",
    inputs: {
      bucket: "BucketName",
      versioning: () => ({ VersioningConfiguration: { Status: "Enabled" } }),
      serverSideEncryptionConfiguration: ({ rule }: { rule: Properties }) => encryption([rule]),
    },
  },
  "s3/bucketPolicy": {
    type: "AWS::S3::BucketPolicy",
    inputs: { policy: (text: string) => ({ PolicyDocument: JSON.parse(text) }) },
  },
  "secretsmanager/secret": { type: "AWS::SecretsManager::Secret" },
  "sqs/queue": { type: "AWS::SQS::Queue", inputs: { name: "QueueName" } },
  "vpc/securityGroupEgressRule": { type: "AWS::EC2::SecurityGroupEgress", inputs: SECURITY_GROUP_RULE },
  "vpc/securityGroupIngressRule": { type: "AWS::EC2::SecurityGroupIngress", inputs: SECURITY_GROUP_RULE },
};

/** Resources that CloudFormation writes as properties of their bucket. */
export const BUCKET_PROPERTIES: Readonly<Record<string, (inputs: Properties) => Properties>> = {
  "s3/bucketPublicAccessBlock": ({ bucket, ...flags }) => ({ PublicAccessBlockConfiguration: upperCamelCase(flags) }),
  "s3/bucketServerSideEncryptionConfiguration": ({ rules }) => encryption(rules as Properties[]),
};

/** Keys in upper camel case, at every depth. */
export function upperCamelCase(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(upperCamelCase);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [upper(key), upperCamelCase(item)]));
}

/** The first letter as a capital. */
export function upper(key: string): string {
  return key.charAt(0).toUpperCase() + key.slice(1);
}

function renamed(value: unknown, names: Readonly<Record<string, string>>): Properties {
  const properties = upperCamelCase(value) as Properties;
  return Object.fromEntries(Object.entries(properties).map(([key, item]) => [names[key] ?? key, item]));
}

function omit(): Properties {
  return {};
}

function tagsOf(tags: Readonly<Record<string, string>>): Properties {
  return { Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) };
}

function selection(name: string, value: unknown): Properties {
  return { BackupSelection: { [name]: value } };
}

function distribution(config: Properties): Properties {
  return { DistributionConfig: config };
}

function replica(region: string, recovery: boolean): Properties {
  return { Region: region, PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: recovery } };
}

function actions(list: readonly Properties[]): Properties {
  return {
    DefaultActions: list.map(({ redirect, ...rest }) => ({
      ...(upperCamelCase(rest) as Properties),
      ...(redirect ? { RedirectConfig: upperCamelCase(redirect) } : {}),
    })),
  };
}

function encryption(rules: readonly Properties[]): Properties {
  return {
    BucketEncryption: {
      ServerSideEncryptionConfiguration: rules.map(({ applyServerSideEncryptionByDefault, bucketKeyEnabled }) => ({
        ServerSideEncryptionByDefault: renamed(applyServerSideEncryptionByDefault, { SseAlgorithm: "SSEAlgorithm" }),
        BucketKeyEnabled: bucketKeyEnabled,
      })),
    },
  };
}
