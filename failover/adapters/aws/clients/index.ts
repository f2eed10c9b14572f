/** The clients by service. Types only: a bundle contains the clients that its function imports, each from its own file. */
import type { acmClient } from "./acm";
import type { applicationAutoScalingClient } from "./application-auto-scaling";
import type { autoScalingClient } from "./auto-scaling";
import type { cloudwatchClient } from "./cloudwatch";
import type { dynamodbClient } from "./dynamodb";
import type { ec2Client } from "./ec2";
import type { ecrClient } from "./ecr";
import type { ecsClient } from "./ecs";
import type { keyValueStoreClient } from "./key-value-store";
import type { lambdaClient } from "./lambda";
import type { rdsClient } from "./rds";
import type { s3ControlClient } from "./s3-control";
import type { secretsManagerClient } from "./secrets-manager";
import type { serviceQuotasClient } from "./service-quotas";
import type { snsClient } from "./sns";
import type { stsClient } from "./sts";

export interface AwsClients {
  readonly acm: typeof acmClient;
  readonly applicationAutoScaling: typeof applicationAutoScalingClient;
  readonly autoScaling: typeof autoScalingClient;
  readonly cloudwatch: typeof cloudwatchClient;
  readonly dynamodb: typeof dynamodbClient;
  readonly ec2: typeof ec2Client;
  readonly ecr: typeof ecrClient;
  readonly ecs: typeof ecsClient;
  readonly keyValueStore: typeof keyValueStoreClient;
  readonly lambda: typeof lambdaClient;
  readonly rds: typeof rdsClient;
  readonly s3Control: typeof s3ControlClient;
  readonly secretsManager: typeof secretsManagerClient;
  readonly serviceQuotas: typeof serviceQuotasClient;
  readonly sns: typeof snsClient;
  readonly sts: typeof stsClient;
}
