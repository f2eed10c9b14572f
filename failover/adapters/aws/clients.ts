import { ACMClient } from "@aws-sdk/client-acm";
import { AutoScalingClient } from "@aws-sdk/client-auto-scaling";
import { CloudFrontKeyValueStoreClient } from "@aws-sdk/client-cloudfront-keyvaluestore";
import { CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { EC2Client } from "@aws-sdk/client-ec2";
import { RDSClient } from "@aws-sdk/client-rds";
import { S3ControlClient } from "@aws-sdk/client-s3-control";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { ServiceQuotasClient } from "@aws-sdk/client-service-quotas";
import { SNSClient } from "@aws-sdk/client-sns";
import { STSClient } from "@aws-sdk/client-sts";
import { clientSettings } from "./bounded";

type Settings = ReturnType<typeof clientSettings>;

/** One client a service and region, made when it is first asked for. */
export const awsClients = {
  acm: perRegion((settings) => new ACMClient(settings)),
  autoScaling: perRegion((settings) => new AutoScalingClient(settings)),
  cloudwatch: perRegion((settings) => new CloudWatchClient(settings)),
  dynamodb: perRegion((settings) => new DynamoDBClient(settings)),
  ec2: perRegion((settings) => new EC2Client(settings)),
  keyValueStore: perRegion((settings) => new CloudFrontKeyValueStoreClient(settings)),
  rds: perRegion((settings) => new RDSClient(settings)),
  s3Control: perRegion((settings) => new S3ControlClient(settings)),
  secretsManager: perRegion((settings) => new SecretsManagerClient(settings)),
  serviceQuotas: perRegion((settings) => new ServiceQuotasClient(settings)),
  sns: perRegion((settings) => new SNSClient(settings)),
  sts: perRegion((settings) => new STSClient(settings)),
};

/** What the adapters are given; tests give stand-ins. */
export type AwsClients = typeof awsClients;

function perRegion<Client>(make: (settings: Settings) => Client): (region: string) => Client {
  const made = new Map<string, Client>();
  return (region) => {
    // A client keeps the endpoint that the environment named when it was made.
    const place = `${region} ${process.env.AWS_ENDPOINT_URL ?? ""}`;
    const client = made.get(place) ?? make(clientSettings(region));
    made.set(place, client);
    return client;
  };
}
