import { createHash } from "node:crypto";

/** The account id of every preview; AWS uses it in its documentation. */
export const ACCOUNT_ID = "123456789012";

/** A registered resource whose outputs the mock cloud computes. */
export interface Registration {
  readonly type: string;
  readonly name: string;
  /** With secrets in clear text. */
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly region: string;
  /** Hexadecimal digits derived from the URN. */
  readonly hash: string;
}

/** Outputs besides the inputs. `id` is the provider's id; `secret` lists the outputs that the provider marks as secret. */
export interface Outputs {
  readonly id?: string;
  readonly secret?: readonly string[];
  readonly [property: string]: unknown;
}

/** Hexadecimal digits for a resource, the same in every preview. */
export function hashOf(urn: string): string {
  return createHash("sha256").update(urn).digest("hex");
}

/** Outputs in the form in which AWS computes them: those common to all types, and those of the type. */
export function computeOutputs(registration: Registration): Outputs {
  const { type, name, inputs, region, hash } = registration;
  const physicalName = text(inputs.name) ?? `${name}-${hash.slice(0, 7)}`;
  const service = type.split(":")[1]?.split("/")[0] ?? "";
  const common = {
    id: physicalName,
    name: physicalName,
    arn: `arn:aws:${service}:${region}:${ACCOUNT_ID}:${physicalName}`,
  };
  return { ...common, ...BY_TYPE[type]?.({ ...registration, name: physicalName }) };
}

type Attributes = (registration: Registration) => Outputs;

const zoneOf = (region: string, index: number) => `${region}${"abcd"[index]}`;
const iamArn = (kind: string, name: string) => `arn:aws:iam::${ACCOUNT_ID}:${kind}/${name}`;
const bucketOutputs: Attributes = ({ name, region }) => ({
  id: name,
  bucket: name,
  arn: `arn:aws:s3:::${name}`,
  bucketRegionalDomainName: `${name}.s3.${region}.amazonaws.com`,
});
const bucketSetting: Attributes = ({ inputs }) => ({ id: text(inputs.bucket) });
const numbered =
  (prefix: string): Attributes =>
  ({ hash, region, type }) => {
    const id = `${prefix}-${hash.slice(0, 17)}`;
    const kind = type.split("/")[1]?.split(":")[0] ?? "";
    return { id, arn: `arn:aws:ec2:${region}:${ACCOUNT_ID}:${kind}/${id}` };
  };
const certificateOutputs: Attributes = ({ inputs, region, hash }) => ({
  id: `arn:aws:acm:${region}:${ACCOUNT_ID}:certificate/${hash.slice(0, 12)}`,
  arn: `arn:aws:acm:${region}:${ACCOUNT_ID}:certificate/${hash.slice(0, 12)}`,
  domainValidationOptions: [inputs.domainName, ...list(inputs.subjectAlternativeNames)].map((domainName) => ({
    domainName,
    resourceRecordName: `_${hashOf(String(domainName).replace("*.", "")).slice(0, 12)}.${String(domainName).replace("*.", "")}`,
    resourceRecordType: "CNAME",
    resourceRecordValue: `_${hash.slice(0, 12)}.acm-validations.aws.`,
  })),
});
const elb =
  (kind: string): Attributes =>
  ({ name, region, hash }) => {
    const suffix = `${kind}/${name}/${hash.slice(0, 16)}`;
    const arn = `arn:aws:elasticloadbalancing:${region}:${ACCOUNT_ID}:${suffix}`;
    return { id: arn, arn, arnSuffix: suffix.replace("loadbalancer/", "") };
  };

/** Types whose outputs the program reads, or whose ids have a special form. */
const BY_TYPE: Readonly<Record<string, Attributes>> = {
  "aws:acm/certificate:Certificate": certificateOutputs,
  "aws:cloudfront/distribution:Distribution": ({ hash }) => {
    const id = `E${hash.slice(0, 13).toUpperCase()}`;
    return {
      id,
      arn: `arn:aws:cloudfront::${ACCOUNT_ID}:distribution/${id}`,
      domainName: `d${hash.slice(0, 13)}.cloudfront.net`,
      hostedZoneId: "Z2FDTNDATAQYW2",
    };
  },
  "aws:cloudfront/function:Function": ({ name }) => ({
    id: name,
    arn: `arn:aws:cloudfront::${ACCOUNT_ID}:function/${name}`,
  }),
  "aws:cloudfront/keyValueStore:KeyValueStore": ({ name, hash }) => ({
    id: name,
    arn: `arn:aws:cloudfront::${ACCOUNT_ID}:key-value-store/${hash.slice(0, 32)}`,
  }),
  "aws:cloudwatch/logGroup:LogGroup": ({ name, inputs, region, hash }) => {
    const prefix = text(inputs.namePrefix);
    const group = prefix ? `${prefix}${hash.slice(0, 7)}` : name;
    return { id: group, name: group, arn: `arn:aws:logs:${region}:${ACCOUNT_ID}:log-group:${group}` };
  },
  "aws:dynamodb/table:Table": ({ name, region }) => ({
    id: name,
    arn: `arn:aws:dynamodb:${region}:${ACCOUNT_ID}:table/${name}`,
  }),
  "aws:ec2/launchTemplate:LaunchTemplate": (registration) => ({ ...numbered("lt")(registration), latestVersion: 1 }),
  "aws:ec2/securityGroup:SecurityGroup": numbered("sg"),
  "aws:ec2/vpcEndpoint:VpcEndpoint": numbered("vpce"),
  "aws:iam/instanceProfile:InstanceProfile": ({ name }) => ({ id: name, arn: iamArn("instance-profile", name) }),
  "aws:iam/role:Role": ({ name }) => ({ id: name, arn: iamArn("role", name) }),
  "aws:iam/serviceLinkedRole:ServiceLinkedRole": ({ inputs }) => {
    const service = text(inputs.awsServiceName) ?? "";
    const arn = iamArn(`role/aws-service-role/${service}`, `AWSServiceRoleForAutoScaling_${text(inputs.customSuffix)}`);
    return { id: arn, arn };
  },
  "aws:kms/key:Key": ({ inputs, region, hash }) => {
    const id = inputs.multiRegion ? `mrk-${hash.slice(0, 32)}` : hash.slice(0, 32);
    return { id, keyId: id, arn: `arn:aws:kms:${region}:${ACCOUNT_ID}:key/${id}` };
  },
  "aws:kms/replicaKey:ReplicaKey": ({ inputs, region }) => {
    const id = text(inputs.primaryKeyArn)?.split("/").at(-1) ?? "";
    return { id, keyId: id, arn: `arn:aws:kms:${region}:${ACCOUNT_ID}:key/${id}` };
  },
  "aws:lambda/function:Function": ({ name, region }) => {
    const arn = `arn:aws:lambda:${region}:${ACCOUNT_ID}:function:${name}`;
    return { id: name, arn, invokeArn: arn, qualifiedArn: `${arn}:1`, version: "1" };
  },
  "aws:lb/listener:Listener": elb("listener/app"),
  "aws:lb/loadBalancer:LoadBalancer": (registration) => ({
    ...elb("loadbalancer/app")(registration),
    dnsName: `${registration.name}.${registration.region}.elb.amazonaws.com`,
    zoneId: `Z${registration.hash.slice(0, 13).toUpperCase()}`,
  }),
  "aws:lb/targetGroup:TargetGroup": elb("targetgroup"),
  "aws:rds/instance:Instance": ({ inputs, region, hash }) => {
    const identifier = text(inputs.identifier) ?? hash.slice(0, 12);
    return {
      id: `db-${hash.slice(0, 26).toUpperCase()}`,
      arn: `arn:aws:rds:${region}:${ACCOUNT_ID}:db:${identifier}`,
      address: `${identifier}.${hash.slice(0, 12)}.${region}.rds.amazonaws.com`,
      resourceId: `db-${hash.slice(0, 26).toUpperCase()}`,
    };
  },
  "aws:route53/record:Record": ({ inputs }) => ({ fqdn: text(inputs.name) }),
  "aws:s3/bucket:Bucket": bucketOutputs,
  "aws:s3/bucketPolicy:BucketPolicy": bucketSetting,
  "aws:s3/bucketVersioning:BucketVersioning": bucketSetting,
  "aws:s3control/multiRegionAccessPoint:MultiRegionAccessPoint": ({ hash }) => {
    const alias = `${hash.slice(0, 13)}.mrap`;
    return { id: `${ACCOUNT_ID}:${alias}`, alias, arn: `arn:aws:s3::${ACCOUNT_ID}:accesspoint/${alias}` };
  },
  "aws:secretsmanager/secret:Secret": ({ name, region, hash }) => {
    const arn = `arn:aws:secretsmanager:${region}:${ACCOUNT_ID}:secret:${name}-${hash.slice(0, 6)}`;
    return { id: arn, arn };
  },
  "aws:secretsmanager/secretVersion:SecretVersion": ({ inputs }) => ({ arn: text(inputs.secretId) }),
  "aws:sfn/stateMachine:StateMachine": ({ name, region }) => {
    const arn = `arn:aws:states:${region}:${ACCOUNT_ID}:stateMachine:${name}`;
    return { id: arn, arn };
  },
  "aws:sns/topic:Topic": ({ name, region }) => {
    const arn = `arn:aws:sns:${region}:${ACCOUNT_ID}:${name}`;
    return { id: arn, arn };
  },
  "aws:sns/topicPolicy:TopicPolicy": ({ inputs }) => ({ id: text(inputs.arn), arn: text(inputs.arn) }),
  "aws:sqs/queue:Queue": ({ name, region }) => ({
    id: `https://sqs.${region}.amazonaws.com/${ACCOUNT_ID}/${name}`,
    url: `https://sqs.${region}.amazonaws.com/${ACCOUNT_ID}/${name}`,
    arn: `arn:aws:sqs:${region}:${ACCOUNT_ID}:${name}`,
  }),
  "aws:wafv2/webAcl:WebAcl": ({ name, region, hash }) => ({
    id: hash.slice(0, 32),
    arn: `arn:aws:wafv2:${region}:${ACCOUNT_ID}:global/webacl/${name}/${hash.slice(0, 32)}`,
  }),
  "awsx:ec2:Vpc": ({ inputs, region, hash }) => {
    const zones = list(inputs.availabilityZoneNames).length || Number(inputs.numberOfAvailabilityZones ?? 3);
    const ids = (prefix: string, layer: string) =>
      Array.from(
        { length: zones },
        (_, zone) => `${prefix}-${hashOf(`${hash}${layer}${zoneOf(region, zone)}`).slice(0, 17)}`,
      );
    const layers = ["public", "private", "isolated"];
    return {
      vpcId: `vpc-${hash.slice(0, 17)}`,
      vpc: { defaultNetworkAclId: `acl-${hash.slice(0, 17)}` },
      ...Object.fromEntries(layers.map((layer) => [`${layer}SubnetIds`, ids("subnet", layer)])),
      routeTables: layers.flatMap((layer) => ids("rtb", layer)).map((id) => ({ id })),
    };
  },
  "random:index/randomPassword:RandomPassword": ({ inputs, hash }) => ({
    result: hash.repeat(4).slice(0, Number(inputs.length)),
    secret: ["result"],
  }),
};

function text(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
