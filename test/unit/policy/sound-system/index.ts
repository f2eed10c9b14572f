import { type Described, ref } from "../stack-builder";
import { bucket } from "./bucket";
import { tier } from "./tier";
import { arn, bucketType, keyArn, regions, rootPolicy, THIRD_SITE } from "./values";

const keyType = "aws:kms/key:Key";

/** A system over two regions that keeps every rule, as the engine's preview reports it. */
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
