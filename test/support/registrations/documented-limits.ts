import type { PreviewedResource } from "../../../preview/document";

/** A limit that AWS documents in words and that is in neither the API models nor the CloudFormation schemas. */
interface DocumentedLimit {
  /** Matches the resource's type token. */
  readonly types: RegExp;
  /** The inputs, such as `description` or `tags`; `name` also stands for the name that Pulumi generates. */
  readonly inputs: readonly string[];
  /** What the whole value must match. */
  readonly pattern: RegExp;
  readonly source: string;
}

const RULE_CHARACTERS = String.raw`a-zA-Z0-9. _\-:/()#,@[\]+=&;{}!$*`;

const DOCUMENTED_LIMITS: readonly DocumentedLimit[] = [
  {
    types: /^aws:(vpc\/securityGroup(In|E)gressRule|ec2\/securityGroup):/,
    inputs: ["description", "name"],
    pattern: new RegExp(`^[${RULE_CHARACTERS}]{0,255}$`),
    source: "EC2 API Reference, CreateSecurityGroup and IpRange: a-z, A-Z, 0-9, spaces and ._-:/()#,@[]+=&;{}!$*",
  },
  {
    types: /^aws:lb\/(loadBalancer|targetGroup):/,
    inputs: ["name"],
    pattern: /^(?!internal-)(?!-)[a-zA-Z0-9-]{1,32}(?<!-)$/,
    source:
      "Elastic Load Balancing API Reference, CreateLoadBalancer and CreateTargetGroup: 32 alphanumerics and hyphens",
  },
  {
    types: /^aws:rds\/instance:/,
    inputs: ["identifier", "finalSnapshotIdentifier"],
    pattern: /^(?!.*--)[a-zA-Z][a-zA-Z0-9-]{0,62}(?<!-)$/,
    source:
      "RDS API Reference, CreateDBInstance: 1 to 63 letters, numbers and hyphens; first a letter; no two hyphens in a row",
  },
  {
    types: /^aws:rds\/instance:/,
    inputs: ["backupRetentionPeriod"],
    pattern: /^([0-9]|[12][0-9]|3[0-5])$/,
    source: "RDS API Reference, CreateDBInstance: 0 to 35 days",
  },
  {
    types: /^aws:rds\/(parameterGroup|subnetGroup):/,
    inputs: ["name"],
    pattern: /^(?!default$)[a-z][a-z0-9-]{0,253}(?<!-)$/,
    source: "RDS API Reference, CreateDBParameterGroup and CreateDBSubnetGroup: stored in lower case, at most 255",
  },
  {
    types: /^aws:s3\/bucket:/,
    inputs: ["bucket", "name"],
    pattern: /^(?!xn--|sthree-|amzn-s3-demo-)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](?<!-s3alias|--ol-s3)$/,
    source: "Amazon S3 User Guide, bucket naming rules: 3 to 63 lowercase letters, numbers, dots and hyphens",
  },
  {
    types: /^aws:cloudfront\/(distribution|cachePolicy|function|keyValueStore|responseHeadersPolicy):/,
    inputs: ["comment"],
    pattern: /^[\s\S]{0,128}$/,
    source:
      "CloudFront API Reference, DistributionConfig, CachePolicyConfig and FunctionConfig: a comment has at most 128 characters",
  },
  {
    types: /^aws:cloudfront\/function:/,
    inputs: ["code"],
    pattern: /^[\s\S]{1,10240}$/,
    source: "CloudFront Developer Guide, quotas on CloudFront Functions: 10 KB",
  },
  {
    types: /^aws:ssm\/parameter:/,
    inputs: ["name"],
    pattern: /^(?!\/?(aws|ssm))(\/?[a-zA-Z0-9_.-]+){1,15}$/i,
    source: "Systems Manager API Reference, PutParameter: at most 15 levels; no prefix aws or ssm",
  },
  {
    types: /^aws:acm\/certificate:/,
    inputs: ["domainName"],
    pattern: /^.{1,64}$/,
    source: "ACM User Guide, quotas: the first domain name of a certificate has at most 64 octets",
  },
  {
    types: /^aws:iam\/role:/,
    inputs: ["assumeRolePolicy"],
    pattern: /^[\s\S]{1,2048}$/,
    source: "IAM User Guide, quotas: a trust policy has at most 2,048 characters",
  },
  {
    types: /^aws:s3\/bucketPolicy:/,
    inputs: ["policy"],
    pattern: /^[\s\S]{1,20480}$/,
    source: "Amazon S3 User Guide: a bucket policy has at most 20 KB",
  },
  {
    types: /^aws:ec2\/launchTemplate:/,
    inputs: ["userData"],
    // 16 KB before base64.
    pattern: /^[a-zA-Z0-9+/=]{0,21848}$/,
    source: "EC2 User Guide, instance user data: 16 KB in raw form, base64-encoded",
  },
];

/** Tagging Best Practices and the services' TagResource pages: the characters that every service accepts. */
const TAG_KEY = /^(?!aws:)[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,128}$/u;
const TAG_VALUE = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]{0,256}$/u;
const MAX_TAGS = 50;

/** The inputs of a resource that a documented limit does not allow, one line each. */
export function beyondDocumentedLimits({ type, name, inputs }: PreviewedResource): string[] {
  const problems: string[] = [];
  for (const { types, inputs: names, pattern, source } of DOCUMENTED_LIMITS) {
    if (!types.test(type)) continue;
    for (const input of names) {
      const value = inputs[input] ?? (input === "name" ? `${name}-0a1b2c3` : undefined);
      if (value === undefined || value === null || value === "[secret]") continue;
      if (!pattern.test(String(value))) {
        problems.push(`${name}: ${input} is ${JSON.stringify(String(value).slice(0, 80))}: ${source}`);
      }
    }
  }
  const tags = Object.entries((Array.isArray(inputs.tags) ? {} : inputs.tags) ?? {});
  if (tags.length > MAX_TAGS) problems.push(`${name}: has ${tags.length} tags; ${MAX_TAGS} are allowed`);
  for (const [key, value] of tags) {
    if (!TAG_KEY.test(key) || !TAG_VALUE.test(String(value))) {
      problems.push(
        `${name}: tag ${key} is ${JSON.stringify(value)}: letters, digits, spaces and _ . : / = + - @ only`,
      );
    }
  }
  return problems;
}
