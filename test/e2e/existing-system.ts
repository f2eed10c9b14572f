import {
  AssociateRouteTableCommand,
  AttachInternetGatewayCommand,
  AuthorizeSecurityGroupIngressCommand,
  CreateInternetGatewayCommand,
  CreateNatGatewayCommand,
  CreateRouteCommand,
  CreateRouteTableCommand,
  CreateSecurityGroupCommand,
  CreateSubnetCommand,
  CreateVpcCommand,
  EC2Client,
  ModifyVpcAttributeCommand,
} from "@aws-sdk/client-ec2";
import { CreateDBInstanceCommand, CreateDBSubnetGroupCommand, RDSClient } from "@aws-sdk/client-rds";
import { callLocalAws } from "../local-aws/call";

/** A system in one region that was made by other means than Pulumi. */
export interface ExistingSystem {
  readonly vpcId: string;
  readonly publicSubnetIds: string[];
  readonly applicationSubnetIds: string[];
  readonly databaseSubnetIds: string[];
  readonly databaseIdentifier: string;
  readonly databaseSecurityGroupId: string;
  readonly bucket: string;
}

export const PASSWORD = "not a secret of anybody";

/** Makes a network, a DB instance and a bucket by calls to AWS. */
export async function createExistingSystem(region: string): Promise<ExistingSystem> {
  const ec2 = new EC2Client({ region });
  const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: "10.50.0.0/16" }));
  const VpcId = required(Vpc?.VpcId);
  await ec2.send(new ModifyVpcAttributeCommand({ VpcId, EnableDnsHostnames: { Value: true } }));
  const { InternetGateway } = await ec2.send(new CreateInternetGatewayCommand({}));
  const InternetGatewayId = required(InternetGateway?.InternetGatewayId);
  await ec2.send(new AttachInternetGatewayCommand({ InternetGatewayId, VpcId }));
  const subnets = async (start: number) => {
    const ids: string[] = [];
    for (const [index, zone] of ["a", "b"].entries()) {
      const CidrBlock = `10.50.${start + index}.0/24`;
      const AvailabilityZone = `${region}${zone}`;
      const { Subnet } = await ec2.send(new CreateSubnetCommand({ VpcId, CidrBlock, AvailabilityZone }));
      ids.push(required(Subnet?.SubnetId));
    }
    return ids;
  };
  const route = async (subnetIds: readonly string[], target: { GatewayId?: string; NatGatewayId?: string }) => {
    const { RouteTable } = await ec2.send(new CreateRouteTableCommand({ VpcId }));
    const RouteTableId = required(RouteTable?.RouteTableId);
    await ec2.send(new CreateRouteCommand({ RouteTableId, DestinationCidrBlock: "0.0.0.0/0", ...target }));
    for (const SubnetId of subnetIds) await ec2.send(new AssociateRouteTableCommand({ RouteTableId, SubnetId }));
  };
  const publicSubnetIds = await subnets(0);
  await route(publicSubnetIds, { GatewayId: InternetGatewayId });
  const [SubnetId] = publicSubnetIds;
  const { NatGateway } = await ec2.send(new CreateNatGatewayCommand({ SubnetId, ConnectivityType: "private" }));
  const applicationSubnetIds = await subnets(10);
  await route(applicationSubnetIds, { NatGatewayId: required(NatGateway?.NatGatewayId) });
  const databaseSubnetIds = await subnets(20);
  const { GroupId } = await ec2.send(
    new CreateSecurityGroupCommand({ GroupName: "orders", Description: "Database", VpcId }),
  );
  const databaseSecurityGroupId = required(GroupId);
  await ec2.send(
    new AuthorizeSecurityGroupIngressCommand({
      GroupId,
      IpPermissions: [{ IpProtocol: "tcp", FromPort: 5432, ToPort: 5432, IpRanges: [{ CidrIp: "10.50.10.0/23" }] }],
    }),
  );
  await createDatabase(region, databaseSubnetIds, databaseSecurityGroupId);
  const bucket = "documents-of-example";
  await callLocalAws("PUT", `/${bucket}`, `s3/${region}`, "");
  return {
    vpcId: VpcId,
    publicSubnetIds,
    applicationSubnetIds,
    databaseSubnetIds,
    databaseIdentifier: "orders",
    databaseSecurityGroupId,
    bucket,
  };
}

/** ARN of a new key. */
async function createKey(region: string): Promise<string> {
  const answer = await callLocalAws("POST", "/", `kms/${region}`, "{}", "TrentService.CreateKey");
  return (JSON.parse(answer) as { KeyMetadata: { Arn: string } }).KeyMetadata.Arn;
}

async function createDatabase(region: string, SubnetIds: string[], securityGroupId: string): Promise<void> {
  const rds = new RDSClient({ region });
  const group = { DBSubnetGroupName: "orders", DBSubnetGroupDescription: "Orders", SubnetIds };
  await rds.send(new CreateDBSubnetGroupCommand(group));
  await rds.send(
    new CreateDBInstanceCommand({
      DBInstanceIdentifier: "orders",
      DBInstanceClass: "db.m5.large",
      Engine: "postgres",
      EngineVersion: "17.4",
      AllocatedStorage: 50,
      StorageEncrypted: true,
      KmsKeyId: await createKey(region),
      BackupRetentionPeriod: 7,
      DBName: "orders",
      MasterUsername: "orders",
      MasterUserPassword: PASSWORD,
      DBSubnetGroupName: "orders",
      VpcSecurityGroupIds: [securityGroupId],
      MultiAZ: false,
    }),
  );
}

function required(value: string | undefined): string {
  if (value === undefined) throw new Error("AWS returned no id");
  return value;
}
