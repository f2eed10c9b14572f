import type { Deployment } from "../../deployment";
import { EpochGuard } from "../../protocol/epoch-guard";
import type { Clock, FailoverPorts } from "../../protocol/ports";
import { Application } from "../application";
import { AuroraCapacity } from "./aurora-capacity";
import { AuroraDatabase } from "./aurora-database";
import { AutoScalingGroups } from "./auto-scaling-groups";
import { TierCapacity } from "./capacity";
import type { AwsClients } from "./clients";
import { applicationAutoScalingClient } from "./clients/application-auto-scaling";
import { autoScalingClient } from "./clients/auto-scaling";
import { cloudwatchClient } from "./clients/cloudwatch";
import { dynamodbClient } from "./clients/dynamodb";
import { ec2Client } from "./clients/ec2";
import { ecsClient } from "./clients/ecs";
import { keyValueStoreClient } from "./clients/key-value-store";
import { lambdaClient } from "./clients/lambda";
import { rdsClient } from "./clients/rds";
import { s3ControlClient } from "./clients/s3-control";
import { snsClient } from "./clients/sns";
import { ClusterInstances } from "./cluster-instances";
import { RdsDatabase } from "./database";
import { NetworkFencing } from "./fencing";
import { DynamoJournal } from "./journal";
import { DynamoLease } from "./lease";
import { SnsNotifications } from "./notifications";
import { resourcesOf } from "./resources";
import { AccessPointRoutes } from "./routes";
import { CloudFrontRoutingStore } from "./routing-store";
import { SentinelMarkers } from "./sentinel-markers";
import { Services } from "./services";
import { TableClient } from "./table-client";
import { DynamoWatermarks } from "./watermarks";

/** The clients of the services that a failover calls. */
export type PortClients = Omit<AwsClients, "acm" | "ecr" | "secretsManager" | "serviceQuotas" | "sts">;

const PORT_CLIENTS: PortClients = {
  applicationAutoScaling: applicationAutoScalingClient,
  autoScaling: autoScalingClient,
  cloudwatch: cloudwatchClient,
  dynamodb: dynamodbClient,
  ec2: ec2Client,
  ecs: ecsClient,
  keyValueStore: keyValueStoreClient,
  lambda: lambdaClient,
  rds: rdsClient,
  s3Control: s3ControlClient,
  sns: snsClient,
};

export interface AwsSurroundings {
  readonly clock: Clock;
  readonly clients?: PortClients;
  readonly request?: typeof fetch;
}

/**
 * The ports of a failover on AWS.
 * @param home the region that becomes active. No other tier's region is called, except to fence it.
 * @throws Refused when the deployment has no resources for `home`
 */
export function awsPorts(deployment: Deployment, home: string, surroundings: AwsSurroundings): FailoverPorts {
  const { clock, clients = PORT_CLIENTS, request } = surroundings;
  const own = resourcesOf(deployment, home);
  const table = new TableClient(deployment, home, clients.dynamodb);
  const lease = new DynamoLease(table);
  const guard = new EpochGuard(lease);
  const markers = new SentinelMarkers(deployment, clients.lambda);
  const kinds = [new AutoScalingGroups(deployment, clients.autoScaling), new Services(deployment, clients)];
  const tiers = new TierCapacity(kinds, table, guard);
  const instances = new ClusterInstances(deployment, clients.rds);
  const { globalDatabase } = deployment;
  const database =
    globalDatabase === undefined
      ? new RdsDatabase(deployment, clients, table, guard, markers, clock)
      : new AuroraDatabase(deployment, globalDatabase, clients, instances, guard, markers, clock);
  return {
    lease,
    journal: new DynamoJournal(table),
    database,
    watermarks: new DynamoWatermarks(table),
    capacity: globalDatabase === undefined ? tiers : new AuroraCapacity(deployment, tiers, instances),
    fencing: new NetworkFencing(deployment, clients.ec2, guard),
    routes: new AccessPointRoutes(deployment, home, clients.s3Control, guard),
    edge: new CloudFrontRoutingStore(deployment.routingStoreArn, clients.keyValueStore(home)),
    probes: new Application(deployment, request),
    notifications: new SnsNotifications(own.alarmTopicArn, clients.sns(home)),
    clock,
  };
}
