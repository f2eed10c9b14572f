import { add, type Change, remove, set } from "../changes";
import { keyArn, policyText } from "../sound-system/values";
import { ref } from "../stack-builder";
import {
  alarm,
  distribution,
  everybody,
  group,
  ingress,
  lambda,
  origin,
  soundAlarm,
  soundTable,
  subnet,
  table,
  template,
} from "./shared";

/** Changes of the sound system that violate the rules on certificates, compute, networks and identities. */
export const COMPUTE_VIOLATIONS: Readonly<Record<string, readonly Change[]>> = {
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
};
