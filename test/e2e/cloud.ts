import { DynamoDBClient, GetItemCommand, ListTablesCommand, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import {
  DescribeDBInstancesCommand,
  DescribeDBSnapshotsCommand,
  ModifyDBInstanceCommand,
  PromoteReadReplicaCommand,
  RDSClient,
} from "@aws-sdk/client-rds";
import { domain } from "./project";

const table = "redoubt-lease";
const lease = { TableName: table, Key: { pk: { S: "lease" } } };
/** A lease region without a tier. */
const site = "us-east-2";

/** The zone that a user has before Redoubt comes. */
export async function createHostedZone(): Promise<void> {
  const body = `<CreateHostedZoneRequest xmlns="https://route53.amazonaws.com/doc/2013-04-01/"><Name>${domain}</Name><CallerReference>e2e</CallerReference></CreateHostedZoneRequest>`;
  await ask("POST", "/2013-04-01/hostedzone", "us-east-1/route53", body);
}

/** What a failover leaves, in short: the replica promoted, the lease in other hands. */
export async function failOver(identifier: string, region: string): Promise<void> {
  const rds = new RDSClient({ region });
  await rds.send(new PromoteReadReplicaCommand({ DBInstanceIdentifier: identifier }));
  while ((await describe(identifier, region))?.DBInstanceStatus !== "available");
  await new DynamoDBClient({ region: site }).send(
    new UpdateItemCommand({
      ...lease,
      UpdateExpression: "SET active = :region, lastWriter = :region, epoch = epoch + :one",
      ExpressionAttributeValues: { ":region": { S: region }, ":one": { N: "1" } },
    }),
  );
}

export async function leaseItem(): Promise<{ active?: string; epoch?: string }> {
  const { Item } = await new DynamoDBClient({ region: site }).send(new GetItemCommand(lease));
  return { active: Item?.active?.S, epoch: Item?.epoch?.N };
}

/** Undefined when there is none of this name. */
export async function describe(identifier: string, region: string) {
  const { DBInstances = [] } = await new RDSClient({ region }).send(new DescribeDBInstancesCommand({}));
  return DBInstances.find(({ DBInstanceIdentifier }) => DBInstanceIdentifier === identifier);
}

export async function snapshots(region: string): Promise<string[]> {
  const { DBSnapshots = [] } = await new RDSClient({ region }).send(new DescribeDBSnapshotsCommand({}));
  return DBSnapshots.map(({ DBSnapshotIdentifier }) => DBSnapshotIdentifier ?? "");
}

/** What failback does before the rebuild, by a call of its own. */
export async function liftDeletionProtection(identifier: string, region: string): Promise<void> {
  await new RDSClient({ region }).send(
    new ModifyDBInstanceCommand({
      DBInstanceIdentifier: identifier,
      DeletionProtection: false,
      ApplyImmediately: true,
    }),
  );
}

/** Names of what holds data and costs money, anywhere. */
export async function leftBehind(regions: readonly string[]): Promise<string[]> {
  const found = await Promise.all(
    [...regions, site].map(async (region) => {
      const { DBInstances = [] } = await new RDSClient({ region }).send(new DescribeDBInstancesCommand({}));
      const { TableNames = [] } = await new DynamoDBClient({ region }).send(new ListTablesCommand({}));
      const balancers = await ask(
        "POST",
        "/",
        `${region}/elasticloadbalancing`,
        "Action=DescribeLoadBalancers&Version=2015-12-01",
      );
      const vpcs = await ask(
        "POST",
        "/",
        `${region}/ec2`,
        "Action=DescribeVpcs&Version=2016-11-15&Filter.1.Name=isDefault&Filter.1.Value.1=false",
      );
      return [
        ...DBInstances.map(({ DBInstanceIdentifier }) => `${region} database ${DBInstanceIdentifier}`),
        ...TableNames.map((name) => `${region} table ${name}`),
        ...texts(balancers, "LoadBalancerArn").map((arn) => `${region} balancer ${arn}`),
        ...texts(vpcs, "vpcId").map((id) => `${region} network ${id}`),
      ];
    }),
  );
  const buckets = texts(await ask("GET", "/", "us-east-1/s3", ""), "Name").map((name) => `bucket ${name}`);
  const distributions = texts(await ask("GET", "/2020-05-31/distribution", "us-east-1/cloudfront", ""), "ARN");
  return [...found.flat(), ...buckets, ...distributions];
}

function texts(xml: string, element: string): string[] {
  return [...xml.matchAll(new RegExp(`<${element}>([^<]+)</${element}>`, "g"))].map(([, text]) => text ?? "");
}

/** A call of a service whose client the project has no other use for. */
async function ask(method: string, path: string, scope: string, body: string): Promise<string> {
  const answer = await fetch(new URL(path, process.env.AWS_ENDPOINT_URL), {
    method,
    body: body || undefined,
    headers: {
      authorization: `AWS4-HMAC-SHA256 Credential=test/20260101/${scope}/aws4_request, SignedHeaders=host, Signature=x`,
      "content-type": body.startsWith("<") ? "text/xml" : "application/x-www-form-urlencoded",
    },
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path}: got ${answer.status} ${text.slice(0, 200)}`);
  return text;
}
