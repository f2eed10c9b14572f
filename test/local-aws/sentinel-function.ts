import { CreateNetworkInterfaceCommand, CreateSecurityGroupCommand, EC2Client } from "@aws-sdk/client-ec2";
import { PROJECT_TAG } from "../../failover/project-tag";
import { callLocalAws } from "./call";

/** A zip archive without a file: the end-of-central-directory record alone. */
const EMPTY_ZIP = Buffer.from([0x50, 0x4b, 5, 6, ...new Array(18).fill(0)]).toString("base64");

export function sentinelName(id: string): string {
  return `${id}-sentinel`;
}

/**
 * The sentinel's function in a region. The local AWS implements it, because its database does not exist.
 * @param host of the region's database
 */
export async function createSentinel(region: string, id: string, host: string): Promise<void> {
  const name = sentinelName(id);
  const trust = encodeURIComponent(JSON.stringify({ Version: "2012-10-17", Statement: [] }));
  const role = `Action=CreateRole&Version=2010-05-08&RoleName=${name}-${region}&AssumeRolePolicyDocument=${trust}`;
  const created = await callLocalAws("POST", `/?${role}`, "iam/us-east-1", "");
  await callLocalAws(
    "POST",
    "/2015-03-31/functions",
    `lambda/${region}`,
    JSON.stringify({
      FunctionName: name,
      Runtime: "nodejs22.x",
      Handler: "index.sentinel",
      Role: /<Arn>([^<]+)<\/Arn>/.exec(created)?.[1],
      Code: { ZipFile: EMPTY_ZIP },
      Environment: { Variables: { REDOUBT_DATABASE_HOST: host } },
    }),
  );
}

/** The function's network interface with its security group. Lambda creates the interface on AWS. */
export async function createSentinelInterface(
  region: string,
  project: string,
  {
    VpcId,
    ...address
  }: { readonly VpcId?: string; readonly SubnetId: string | undefined; readonly PrivateIpAddress: string },
): Promise<void> {
  const ec2 = new EC2Client({ region });
  const Tags = [
    { Key: PROJECT_TAG, Value: project },
    { Key: "Name", Value: "sentinel" },
  ];
  const { GroupId = "" } = await ec2.send(
    new CreateSecurityGroupCommand({
      VpcId,
      GroupName: `sentinel-${project}`,
      Description: "Sentinel",
      TagSpecifications: [{ ResourceType: "security-group", Tags }],
    }),
  );
  await ec2.send(new CreateNetworkInterfaceCommand({ ...address, Groups: [GroupId] }));
}
