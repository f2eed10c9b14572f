/** What the examples in docstrings use without declaring it. */
import * as sns from "@pulumi/aws/sns";
import * as pulumi from "@pulumi/pulumi";
import type { ControllerDeployment, EdgeOrigin, Permission } from "../../../components";
import { deployment as fixture } from "../../unit/components/failover/deployment-fixture";

const text = (value: string) => pulumi.output(value);
const arn = (service: string, resource: string, region = "us-east-1") =>
  text(`arn:aws:${service}:${region}:123456789012:${resource}`);
const withId = (id: string) => ({ id: text(id), arn: arn("ec2", id), securityGroupId: text(id) });

export const aws = { sns };
export const accountId = text("123456789012");
export const password = pulumi.secret("not a secret of anybody's");
export const existing = { arn: arn("rds", "db:orders"), identifier: text("orders"), securityGroupId: text("sg-1") };
export const network = {
  region: "us-west-1",
  vpcId: text("vpc-1"),
  publicSubnetIds: text("subnet-1,subnet-2").apply((ids) => ids.split(",")),
  applicationSubnetIds: text("subnet-3,subnet-4").apply((ids) => ids.split(",")),
  databaseSubnetIds: text("subnet-5,subnet-6").apply((ids) => ids.split(",")),
};
const regions = ["us-east-1", "us-west-1", "eu-west-1", "eu-central-1"];
export const key = {
  arn: arn("kms", "key/mrk-1"),
  arns: Object.fromEntries(regions.map((region) => [region, arn("kms", "key/mrk-1", region)])),
};
export const application = withId("sg-application");
export const hostedZoneId = text("Z1");
export const certificateArn = arn("acm", "certificate/1");
export const topicArn = arn("sns", "alarms");
export const listenerArn = arn("elasticloadbalancing", "listener/app/shop/1/2");
export const targetGroupArn = arn("elasticloadbalancing", "targetgroup/shop/1");
export const distribution = { originVerify: pulumi.secret("example") };
const origin = (region: string): EdgeOrigin => ({
  hostname: `${region}.origin.example.com`,
  loadBalancerDnsName: `${region}.elb.amazonaws.com`,
  loadBalancerZoneId: "Z1",
});
export const first = origin("us-east-1");
export const second = origin("us-west-1");
export const cloudFront = { id: text("pl-1") };
export const userData = text("#!/bin/sh");
export const autoScalingRole = { arn: arn("iam", "role/auto-scaling", "") };
export const logs = { bucketName: text("logs") };
export const loadBalancer = { targetGroupArn };
export const role = { profileArn: arn("iam", "instance-profile/web", "") };
export const parameter = { arn: arn("ssm", "parameter/shop/database") };
export const database = { host: text("orders.rds.amazonaws.com"), arn: existing.arn };
export const replica = { ...existing };
export const subnetId = text("subnet-3");
export const web = { instances: withId("sg-web") };
export const deployment: ControllerDeployment = fixture;
export const leaseTableArns = { "us-east-2": arn("dynamodb", "table/shop-lease", "us-east-2") };
export const tier = { database, regionalKeyArn: key.arn };
export const source = { bucket: text("source"), arn: text("arn:aws:s3:::source") };
export const target = { bucket: text("target"), arn: text("arn:aws:s3:::target") };
export const sourceKey = { ...key };
export const targetKey = { ...key };
const digest = "0".repeat(64);
export const image = `123456789012.dkr.ecr.us-east-1.amazonaws.com/shop@sha256:${digest}`;
export const agentImage = `123456789012.dkr.ecr.us-east-1.amazonaws.com/lease-agent@sha256:${digest}`;
export const agentEnvironment = { REGION: "us-east-1" };
export const permissions: readonly Permission[] = [];
