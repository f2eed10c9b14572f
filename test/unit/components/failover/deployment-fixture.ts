import type { ControllerDeployment } from "../../../../components";
import { failoverSettings } from "../../../../config/failover-settings";
import { parseConfig } from "../../../../config/parse";
import { configMap } from "../../../support/preview";

const resources = {
  alarmTopicArn: "arn:aws:sns:us-west-1:123456789012:alarms",
  databaseIdentifier: "database-us-west-1-g1",
  groups: [{ name: "web", active: { minimum: 1, desired: 1 } }],
};

/** A deployment as the controller of us-west-1 gets it. */
export const deployment: ControllerDeployment = {
  project: "shop",
  leaseRegions: ["us-east-1", "us-east-2", "us-west-2"],
  leaseTableName: "shop-lease",
  accessPointArn: "arn:aws:s3::123456789012:accesspoint/example.mrap",
  routingStoreArn: "arn:aws:cloudfront::123456789012:key-value-store/1",
  sentinelFunctionName: "shop-sentinel",
  url: "https://example.com",
  databasePort: 5432,
  secretArns: { "us-west-1": "arn:aws:secretsmanager:us-west-1:123456789012:secret:database" },
  regions: { "us-east-1": { cidr: "10.10.0.0/16" }, "us-west-1": { cidr: "10.20.0.0/16", resources } },
  settings: failoverSettings(parseConfig(configMap({}))),
};

export const leaseTableArns = { "us-west-2": "arn:aws:dynamodb:us-west-2:123456789012:table/shop-lease" };
