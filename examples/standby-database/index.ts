// One component of Redoubt in another program: a standby of an existing RDS instance in a second region.
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { AlarmTopic, RegionalKey, ReplicatedDatabase } from "pulumi-redoubt";

const config = new pulumi.Config("standby-database");
const REGION = "us-west-1";
const network = {
  region: REGION,
  vpcId: config.require("vpcId"),
  databaseSubnetIds: config.require("databaseSubnetIds").split(","),
};
const { accountId } = aws.getCallerIdentityOutput();
const key = new RegionalKey("orders", { region: REGION, accountId });

const alarms = new AlarmTopic("orders-alarms", { region: REGION, accountId, keyArn: key.arn });

const orders = new ReplicatedDatabase("orders", {
  source: config.require("source"),
  network,
  key,
  logKeyArn: key.arn,
  alarmTopicArn: alarms.arn,
});

export const standbyArn = orders.arn;
