import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as ec2 from "@pulumi/aws/ec2";
import * as iam from "@pulumi/aws/iam";
import { SecurityGroupIngressRule } from "@pulumi/aws/vpc";
import { Vpc, type VpcArgs } from "@pulumi/awsx/ec2";
import * as pulumi from "@pulumi/pulumi";
import { type Cidr, parseCidr, subnetLayout } from "../../config/cidr";
import { named, type Tags } from "../../config/tags";
import { serviceRole } from "../iam/service-role";

export interface NetworkArgs {
  readonly region: string;
  /** Private range, /16 to /22, such as 10.10.0.0/16. */
  readonly cidr: string;
  /** Availability zones, 2 to 4. */
  readonly zones: number;
  /**
   * NAT gateways: one a zone, or one for all, which is cheaper and falls with its zone.
   * @default "per-zone"
   */
  readonly nat?: "per-zone" | "single";
  /** Retention of the flow logs, days. */
  readonly logRetentionDays: number;
  /** Key of the region that encrypts the flow logs. */
  readonly keyArn: pulumi.Input<string>;
  readonly tags?: Tags;
}

/** Services that instances reach without the internet: access for people, secrets, keys, logs. */
const interfaceServices = ["ssm", "ssmmessages", "ec2messages", "secretsmanager", "kms", "logs"] as const;
const gatewayServices = ["s3", "dynamodb"] as const;

/**
 * A region's network: public, application and database subnets in each zone, NAT, endpoints for the AWS services that instances
 * need, flow logs, and a default security group that lets nothing through.
 */
export class Network extends pulumi.ComponentResource {
  readonly vpcId: pulumi.Output<string>;
  /** For load balancers that face the internet. */
  readonly publicSubnetIds: pulumi.Output<string[]>;
  /** For instances and the internal load balancer; out through NAT. */
  readonly applicationSubnetIds: pulumi.Output<string[]>;
  /** For databases; no way out. */
  readonly databaseSubnetIds: pulumi.Output<string[]>;
  /** Ranges of the database subnets, which the lease agent closes and opens. */
  readonly databaseCidrs: readonly string[];

  constructor(name: string, args: NetworkArgs, opts?: pulumi.ComponentResourceOptions) {
    super("redoubt:index:Network", name, {}, opts);
    const cidr = range(name, args);
    const vpc = new Vpc(name, vpcArgs(name, args, cidr), { parent: this });
    this.databaseCidrs = subnetLayout(cidr, args.zones).database;
    this.vpcId = vpc.vpcId;
    this.publicSubnetIds = vpc.publicSubnetIds;
    this.applicationSubnetIds = vpc.privateSubnetIds;
    this.databaseSubnetIds = vpc.isolatedSubnetIds;
    new ec2.DefaultSecurityGroup(
      name,
      { region: args.region, vpcId: this.vpcId, ingress: [], egress: [], tags: named(args.tags, `${name}-closed`) },
      { parent: this },
    );
    this.endpoints(name, args, vpc);
    this.flowLogs(name, args);
    this.registerOutputs({ vpcId: this.vpcId });
  }

  private endpoints(name: string, args: NetworkArgs, vpc: Vpc): void {
    const { region } = args;
    const parent = { parent: this };
    const group = new ec2.SecurityGroup(
      `${name}-endpoints`,
      {
        region,
        vpcId: this.vpcId,
        description: "Interface endpoints, reached from this network alone",
        tags: named(args.tags, `${name}-endpoints`),
      },
      parent,
    );
    new SecurityGroupIngressRule(
      `${name}-endpoints`,
      {
        region,
        securityGroupId: group.id,
        description: "TLS from the network",
        cidrIpv4: args.cidr,
        ipProtocol: "tcp",
        fromPort: 443,
        toPort: 443,
      },
      parent,
    );
    for (const service of interfaceServices) {
      new ec2.VpcEndpoint(
        `${name}-${service}`,
        {
          region,
          vpcId: this.vpcId,
          serviceName: `com.amazonaws.${region}.${service}`,
          vpcEndpointType: "Interface",
          privateDnsEnabled: true,
          subnetIds: this.applicationSubnetIds,
          securityGroupIds: [group.id],
          tags: named(args.tags, `${name}-${service}`),
        },
        parent,
      );
    }
    const routeTableIds = vpc.routeTables.apply((tables) => pulumi.all(tables.map(({ id }) => id)));
    for (const service of gatewayServices) {
      new ec2.VpcEndpoint(
        `${name}-${service}`,
        {
          region,
          vpcId: this.vpcId,
          serviceName: `com.amazonaws.${region}.${service}`,
          vpcEndpointType: "Gateway",
          routeTableIds,
          tags: named(args.tags, `${name}-${service}`),
        },
        parent,
      );
    }
  }

  private flowLogs(name: string, args: NetworkArgs): void {
    const parent = { parent: this };
    const role = serviceRole(
      `${name}-flow-logs`,
      { service: "vpc-flow-logs.amazonaws.com", description: "Writes flow logs", tags: args.tags },
      this,
    );
    const group = new cloudwatch.LogGroup(
      `${name}-flow-logs`,
      {
        region: args.region,
        retentionInDays: args.logRetentionDays,
        kmsKeyId: args.keyArn,
        tags: named(args.tags, `${name}-flow-logs`),
      },
      parent,
    );
    const policy = new iam.RolePolicy(
      `${name}-flow-logs`,
      {
        role: role.name,
        policy: pulumi.jsonStringify({
          Version: "2012-10-17",
          Statement: [
            {
              Effect: "Allow",
              Action: ["logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams"],
              Resource: pulumi.interpolate`${group.arn}:*`,
            },
          ],
        }),
      },
      parent,
    );
    new ec2.FlowLog(
      name,
      {
        region: args.region,
        vpcId: this.vpcId,
        trafficType: "ALL",
        logDestination: group.arn,
        iamRoleArn: role.arn,
        tags: named(args.tags, name),
      },
      { ...parent, dependsOn: [policy] },
    );
  }
}

function range(name: string, args: NetworkArgs): Cidr {
  const parsed = parseCidr(args.cidr);
  const faults = [
    { faulty: !parsed, message: `cidr: got ${args.cidr}; write a network address and prefix such as 10.10.0.0/16` },
    {
      faulty: parsed && (parsed.prefix < 16 || parsed.prefix > 22),
      message: `cidr: got ${args.cidr}; take a prefix from /16 to /22`,
    },
    {
      faulty: !Number.isInteger(args.zones) || args.zones < 2 || args.zones > 4,
      message: `zones: got ${args.zones}; take 2 to 4`,
    },
  ].filter(({ faulty }) => faulty);
  if (!parsed || faults.length > 0) {
    throw new Error(faults.map(({ message }) => `${name}: ${message}`).join("\n"));
  }
  return parsed;
}

function vpcArgs(name: string, args: NetworkArgs, cidr: Cidr): VpcArgs {
  const layout = subnetLayout(cidr, args.zones);
  return {
    region: args.region,
    cidrBlock: args.cidr,
    numberOfAvailabilityZones: args.zones,
    enableDnsHostnames: true,
    enableDnsSupport: true,
    natGateways: { strategy: args.nat === "single" ? "Single" : "OnePerAz" },
    subnetStrategy: "Auto",
    subnetSpecs: [
      { type: "Public", name: "public", cidrBlocks: layout.public },
      { type: "Private", name: "application", cidrBlocks: layout.application },
      { type: "Isolated", name: "database", cidrBlocks: layout.database },
    ],
    tags: named(args.tags, name),
  };
}
