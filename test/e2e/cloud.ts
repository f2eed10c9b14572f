import { DynamoDBClient, GetItemCommand } from "@aws-sdk/client-dynamodb";
import { DescribeDBInstancesCommand, DescribeDBSnapshotsCommand, RDSClient } from "@aws-sdk/client-rds";
import { callLocalAws } from "../local-aws/call";
import { secondName } from "./project";

/** A lease region without a tier. */
const site = "us-east-2";
/** The values of the tag redoubt:project. */
const PROJECTS = ["redoubt", secondName];

/** A hosted zone, which exists before Redoubt is deployed. */
export async function createHostedZone(domain: string): Promise<void> {
  const body = `<CreateHostedZoneRequest xmlns="https://route53.amazonaws.com/doc/2013-04-01/"><Name>${domain}</Name><CallerReference>${domain}</CallerReference></CreateHostedZoneRequest>`;
  await callLocalAws("POST", "/2013-04-01/hostedzone", "route53/us-east-1", body);
}

/** The lease in a table, by default in the first one. */
export async function leaseItem(
  TableName = "redoubt-lease",
  region = site,
): Promise<{ active?: string; epoch?: string }> {
  const get = new GetItemCommand({ TableName, Key: { pk: { S: "lease" } } });
  const { Item } = await new DynamoDBClient({ region }).send(get);
  return { active: Item?.active?.S, epoch: Item?.epoch?.N };
}

/** A database instance; undefined if there is none of this name. */
export async function describe(identifier: string, region: string) {
  const { DBInstances = [] } = await new RDSClient({ region }).send(new DescribeDBInstancesCommand({}));
  return DBInstances.find(({ DBInstanceIdentifier }) => DBInstanceIdentifier === identifier);
}

export async function snapshots(region: string): Promise<string[]> {
  const { DBSnapshots = [] } = await new RDSClient({ region }).send(new DescribeDBSnapshotsCommand({}));
  return DBSnapshots.map(({ DBSnapshotIdentifier }) => DBSnapshotIdentifier ?? "");
}

/** ARNs and names of both projects' resources that exist: tagged resources in the regions, roles, and DNS records. */
export async function leftBehind(regions: readonly string[]): Promise<string[]> {
  const tagged = (await Promise.all(regions.map((region) => taggedIn(region)))).flat();
  const roles = texts(await iam("ListRoles"), "Arn");
  const own = await Promise.all(roles.map(isOwn));
  const zones = texts(await callLocalAws("GET", "/2013-04-01/hostedzone", "route53/us-east-1", ""), "Id");
  const lists = zones.map((zone) => callLocalAws("GET", `/2013-04-01${zone}/rrset`, "route53/us-east-1", ""));
  const records = (await Promise.all(lists)).flatMap((list) => list.split("<ResourceRecordSet>"));
  // ACM's validation records are retained, because other certificates of an account may share them.
  const names = records.filter((record) => !/<Type>(NS|SOA)<|\.acm-validations\.aws/.test(record));
  return [
    ...new Set(tagged),
    ...roles.filter((_, index) => own[index]),
    ...names.flatMap((record) => texts(record, "Name")),
  ];
}

function iam(action: string, parameters = ""): Promise<string> {
  return callLocalAws("POST", "/", "iam/us-east-1", `Action=${action}&Version=2010-05-08${parameters}`);
}

/** Whether a role is one of both projects: other tests leave some in the same account. */
async function isOwn(arn: string): Promise<boolean> {
  const tags = await iam("ListRoleTags", `&RoleName=${arn.split("/").at(-1)}`);
  const values = texts(tags, "Key").map((key, index) => [key, texts(tags, "Value")[index]]);
  return values.some(([key, value]) => key === "redoubt:project" && PROJECTS.includes(value ?? ""));
}

async function taggedIn(region: string): Promise<string[]> {
  const found: string[] = [];
  let token = "";
  do {
    const body = {
      TagFilters: [{ Key: "redoubt:project", Values: PROJECTS }],
      ...(token && { PaginationToken: token }),
    };
    const target = "ResourceGroupsTaggingAPI_20170126.GetResources";
    const answer = JSON.parse(await callLocalAws("POST", "/", `tagging/${region}`, JSON.stringify(body), target));
    for (const { ResourceARN: arn } of answer.ResourceTagMappingList)
      if (!(await mayRemain(arn, region))) found.push(arn);
    token = answer.PaginationToken ?? "";
  } while (token !== "");
  return found;
}

/** Whether a resource may remain: deleted ones that are still listed for a while, and final snapshots. */
async function mayRemain(arn: string, region: string): Promise<boolean> {
  const [, , service, , , ...rest] = arn.split(":");
  const [type, id] = rest[0]?.split("/") ?? [];
  const describe = (query: string) =>
    callLocalAws("POST", "/", `ec2/${region}`, `Version=2016-11-15&Action=${query}=${id}`);
  switch (`${service} ${type}`) {
    case "rds snapshot":
      return true;
    case "kms key": {
      const key = await callLocalAws(
        "POST",
        "/",
        `kms/${region}`,
        JSON.stringify({ KeyId: arn }),
        "TrentService.DescribeKey",
      );
      return /^Pending(Replica)?Deletion$/.test(JSON.parse(key).KeyMetadata.KeyState);
    }
    case "ec2 instance":
      return (await describe("DescribeInstances&InstanceId.1")).includes("<name>terminated</name>");
    case "ec2 natgateway":
      return (await describe("DescribeNatGateways&NatGatewayId.1")).includes("<state>deleted</state>");
    case "ecs service":
      return isInactive(region, "DescribeServices", { cluster: id, services: [arn] });
    case "ecs cluster":
      return isInactive(region, "DescribeClusters", { clusters: [arn] });
    case "ecs task-definition":
      return isInactive(region, "DescribeTaskDefinition", { taskDefinition: arn });
    default:
      return false;
  }
}

/** Whether all of the call's resources were deleted: ECS keeps them as inactive (ECS API Reference, DeleteCluster, DeleteService). */
async function isInactive(region: string, action: string, input: object): Promise<boolean> {
  const target = `AmazonEC2ContainerServiceV20141113.${action}`;
  const answer = JSON.parse(await callLocalAws("POST", "/", `ecs/${region}`, JSON.stringify(input), target));
  const found = [answer.services ?? answer.clusters ?? answer.taskDefinition].flat() as { status: string }[];
  return found.every(({ status }) => status === "INACTIVE");
}

/** Names and ARNs of a region's clusters that were not deleted, and of its image repositories. */
export async function containerResources(region: string): Promise<string[]> {
  const list = async (service: string, target: string) =>
    JSON.parse(await callLocalAws("POST", "/", `${service}/${region}`, "{}", target));
  const { clusterArns } = await list("ecs", "AmazonEC2ContainerServiceV20141113.ListClusters");
  const { repositories } = await list("ecr", "AmazonEC2ContainerRegistry_V20150921.DescribeRepositories");
  const names = (repositories as { repositoryName: string }[]).map(({ repositoryName }) => repositoryName);
  const found: string[] = [];
  for (const arn of clusterArns as string[]) if (!(await mayRemain(arn, region))) found.push(arn);
  return [...found, ...names];
}

function texts(xml: string, element: string): string[] {
  return [...xml.matchAll(new RegExp(`<${element}>([^<]+)</${element}>`, "g"))].map(([, text]) => text ?? "");
}
