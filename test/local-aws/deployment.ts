import { randomUUID } from "node:crypto";
import {
  AutoScalingClient,
  CreateAutoScalingGroupCommand,
  CreateLaunchConfigurationCommand,
} from "@aws-sdk/client-auto-scaling";
import { CreateTableCommand, DynamoDBClient, PutItemCommand, UpdateTableCommand } from "@aws-sdk/client-dynamodb";
import {
  CreateSubnetCommand,
  CreateTagsCommand,
  CreateVpcCommand,
  DescribeNetworkAclsCommand,
  EC2Client,
  type Tag,
} from "@aws-sdk/client-ec2";
import {
  CreateDBInstanceCommand,
  CreateDBInstanceReadReplicaCommand,
  CreateDBSubnetGroupCommand,
  DeleteDBInstanceCommand,
  DescribeDBInstancesCommand,
  RDSClient,
} from "@aws-sdk/client-rds";
import {
  CreateMultiRegionAccessPointCommand,
  GetMultiRegionAccessPointCommand,
  S3ControlClient,
} from "@aws-sdk/client-s3-control";
import { CreateSecretCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { CreateTopicCommand, SNSClient } from "@aws-sdk/client-sns";
import { expect } from "chai";
import { DEFAULTS } from "../../config/defaults";
import { failoverSettings } from "../../config/failover-settings";
import type { Deployment } from "../../failover/deployment";
import { PROJECT_TAG } from "../../failover/project-tag";
import { encodeLease, firstLease } from "../../failover/protocol/lease-item";
import { recordBeats } from "./beats";
import { callLocalAws } from "./call";
import { createSentinel, createSentinelInterface, sentinelName } from "./sentinel-function";

export const active = "us-east-1";
export const standby = "us-west-1";
export const accountId = "123456789012";
const leaseRegions = ["us-east-1", "us-east-2", "us-west-2"];

const SETTINGS = failoverSettings(DEFAULTS);

/** Deploys, under unique names, the resources that a failover touches. The networks of all systems have the same ranges. */
export async function deploySystem(url: string): Promise<Deployment> {
  const id = randomUUID().slice(0, 8);
  const table = `redoubt-lease-${id}`;
  await createLeaseTable(table);
  const [east, west] = [await createRegion(active, id, 1), await createRegion(standby, id, 2, active)];
  const deployment: Deployment = {
    regions: { [active]: east.deployment, [standby]: west.deployment },
    secretArns: { [active]: east.secretArn, [standby]: west.secretArn },
    project: projectName(id),
    leaseTableName: table,
    leaseRegions,
    accessPointArn: await createAccessPoint(id),
    routingStoreArn: await createStore(id),
    sentinelFunctionName: sentinelName(id),
    url,
    databasePort: 5432,
    settings: SETTINGS,
  };
  await recordBeats(deployment, { from: active, to: standby, epoch: 1 });
  return deployment;
}

function projectName(id: string): string {
  return `shop-${id}`;
}

/** Does what an update does after a former primary's generation was raised: replaces the instance by a replica of the other region. */
export async function rebuild(old: string, replica: string): Promise<void> {
  const rds = new RDSClient({ region: active });
  const { DBInstances } = await rds.send(new DescribeDBInstancesCommand({ DBInstanceIdentifier: old }));
  expect(DBInstances?.[0]?.DeletionProtection).to.equal(false);
  await rds.send(new DeleteDBInstanceCommand({ DBInstanceIdentifier: old, SkipFinalSnapshot: true }));
  await rds.send(
    new CreateDBInstanceReadReplicaCommand({
      DBInstanceIdentifier: replica,
      SourceDBInstanceIdentifier: `arn:aws:rds:${standby}:${accountId}:db:${old.replace(active, standby)}`,
      DBSubnetGroupName: old,
    }),
  );
  const id = old.replace("redoubt-database-", "").replace(`-${active}`, "");
  const Environment = { Variables: { REDOUBT_DATABASE_HOST: await hostOf(active, replica) } };
  const path = `/2015-03-31/functions/${sentinelName(id)}/configuration`;
  await callLocalAws("PUT", path, `lambda/${active}`, JSON.stringify({ Environment }));
}

async function createLeaseTable(TableName: string): Promise<void> {
  const [home, ...replicas] = ["us-east-2", ...leaseRegions.filter((region) => region !== "us-east-2")];
  const client = new DynamoDBClient({ region: home });
  await client.send(
    new CreateTableCommand({
      TableName,
      AttributeDefinitions: [{ AttributeName: "pk", AttributeType: "S" }],
      KeySchema: [{ AttributeName: "pk", KeyType: "HASH" }],
      BillingMode: "PAY_PER_REQUEST",
    }),
  );
  for (const RegionName of replicas) {
    const ReplicaUpdates = [{ Create: { RegionName } }];
    await client.send(new UpdateTableCommand({ TableName, ReplicaUpdates, MultiRegionConsistency: "STRONG" }));
  }
  // No agent renews the lease here, so the shortest timing suffices.
  const Item = encodeLease(firstLease(active, { leaseSeconds: 1, writeSeconds: 1 }));
  await client.send(new PutItemCommand({ TableName, Item }));
}

async function createRegion(region: string, id: string, index: number, source?: string) {
  const cidr = `10.10.${index * 16}.0/20`;
  const ec2 = new EC2Client({ region });
  const Tags = [{ Key: PROJECT_TAG, Value: projectName(id) }];
  const TagSpecifications = [{ ResourceType: "vpc" as const, Tags }];
  const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: cidr, TagSpecifications }));
  await tagDefaultAcl(ec2, Vpc?.VpcId ?? "", Tags);
  const subnets = await Promise.all(
    ["a", "b"].map(async (zone, position) => {
      const CidrBlock = `10.10.${index * 16 + position}.0/24`;
      const AvailabilityZone = `${region}${zone}`;
      const { Subnet } = await ec2.send(new CreateSubnetCommand({ VpcId: Vpc?.VpcId, CidrBlock, AvailabilityZone }));
      return Subnet?.SubnetId ?? "";
    }),
  );
  const database = `redoubt-database-${id}-${region}`;
  await createDatabase(region, database, subnets, source && `redoubt-database-${id}-${source}`);
  await createSentinel(region, id, await hostOf(region, database));
  const PrivateIpAddress = `10.10.${index * 16}.9`;
  await createSentinelInterface(region, projectName(id), { VpcId: Vpc?.VpcId, SubnetId: subnets[0], PrivateIpAddress });
  const groups = await Promise.all(
    ["web", "application"].map(async (tier) => {
      const name = `tier-${tier}-${id}`;
      await createGroup(region, name, subnets);
      return { name, active: { minimum: 2, desired: 4 } };
    }),
  );
  const { TopicArn } = await new SNSClient({ region }).send(new CreateTopicCommand({ Name: `alarms-${id}` }));
  const SecretString = JSON.stringify({ username: "redoubt", password: "correct horse" });
  const { ARN } = await new SecretsManagerClient({ region }).send(
    new CreateSecretCommand({ Name: `database-secret-${id}`, SecretString }),
  );
  const resources = { databaseIdentifier: database, groups, alarmTopicArn: TopicArn ?? "" };
  return { deployment: { cidr, resources }, secretArn: ARN ?? "" };
}

/** Tags the network's ACL as Network does. */
async function tagDefaultAcl(ec2: EC2Client, vpcId: string, Tags: Tag[]): Promise<void> {
  const { NetworkAcls = [] } = await ec2.send(
    new DescribeNetworkAclsCommand({ Filters: [{ Name: "vpc-id", Values: [vpcId] }] }),
  );
  await ec2.send(new CreateTagsCommand({ Resources: NetworkAcls.map(({ NetworkAclId = "" }) => NetworkAclId), Tags }));
}

async function createDatabase(region: string, DBInstanceIdentifier: string, SubnetIds: string[], source?: string) {
  const rds = new RDSClient({ region });
  await rds.send(
    new CreateDBSubnetGroupCommand({
      DBSubnetGroupName: DBInstanceIdentifier,
      DBSubnetGroupDescription: "database",
      SubnetIds,
    }),
  );
  if (source) {
    await rds.send(
      new CreateDBInstanceReadReplicaCommand({
        DBInstanceIdentifier,
        SourceDBInstanceIdentifier: `arn:aws:rds:${active}:${accountId}:db:${source}`,
        DBSubnetGroupName: DBInstanceIdentifier,
      }),
    );
    return;
  }
  await rds.send(
    new CreateDBInstanceCommand({
      DBInstanceIdentifier,
      Engine: "postgres",
      DBInstanceClass: "db.m6g.large",
      AllocatedStorage: 100,
      MasterUsername: "redoubt",
      MasterUserPassword: "correct horse",
      BackupRetentionPeriod: 14,
      DeletionProtection: true,
      DBSubnetGroupName: DBInstanceIdentifier,
    }),
  );
}

async function createGroup(region: string, name: string, subnets: string[]): Promise<void> {
  const autoScaling = new AutoScalingClient({ region });
  const launch = { LaunchConfigurationName: name, ImageId: "ami-12c6146b", InstanceType: "m6g.large" };
  await autoScaling.send(new CreateLaunchConfigurationCommand(launch));
  await autoScaling.send(
    new CreateAutoScalingGroupCommand({
      AutoScalingGroupName: name,
      LaunchConfigurationName: name,
      VPCZoneIdentifier: subnets.join(","),
      MinSize: 2,
      DesiredCapacity: 2,
      MaxSize: 12,
    }),
  );
}

async function createAccessPoint(id: string): Promise<string> {
  for (const region of [active, standby]) {
    const constraint = `<CreateBucketConfiguration><LocationConstraint>${region}</LocationConstraint></CreateBucketConfiguration>`;
    await callLocalAws("PUT", `/store-${id}-${region}`, `s3/${region}`, region === "us-east-1" ? "" : constraint);
  }
  const s3 = new S3ControlClient({ region: "us-west-2" });
  await s3.send(
    new CreateMultiRegionAccessPointCommand({
      AccountId: accountId,
      ClientToken: id,
      Details: {
        Name: `point-${id}`,
        Regions: [active, standby].map((region) => ({ Bucket: `store-${id}-${region}` })),
      },
    }),
  );
  const { AccessPoint } = await s3.send(
    new GetMultiRegionAccessPointCommand({ AccountId: accountId, Name: `point-${id}` }),
  );
  return `arn:aws:s3::${accountId}:accesspoint/${AccessPoint?.Alias}`;
}

async function createStore(id: string): Promise<string> {
  const body = `<CreateKeyValueStoreRequest xmlns="http://cloudfront.amazonaws.com/doc/2020-05-31/"><Name>switch-${id}</Name></CreateKeyValueStoreRequest>`;
  const answer = await callLocalAws("POST", "/2020-05-31/key-value-store", "cloudfront/us-east-1", body);
  const arn = /<ARN>([^<]+)<\/ARN>/.exec(answer)?.[1];
  if (!arn) throw new Error(`key-value store: got ${answer}`);
  return arn;
}

async function hostOf(region: string, DBInstanceIdentifier: string): Promise<string> {
  const command = new DescribeDBInstancesCommand({ DBInstanceIdentifier });
  const { DBInstances } = await new RDSClient({ region }).send(command);
  return DBInstances?.[0]?.Endpoint?.Address ?? "";
}
