import * as ec2 from "@pulumi/aws/ec2";
import { Vpc, type VpcArgs } from "@pulumi/awsx/ec2";
import * as pulumi from "@pulumi/pulumi";
import { type Cidr, MAX_ZONES, parseCidr, subnetLayout } from "../../config/cidr";
import { named, TAG_KEYS, type Tags } from "../../config/tags";
import { type Transform, transformed } from "../transform";
import { type FlowLogs, type FlowLogsTransform, flowLogs } from "./flow-logs";
import { type ServiceEndpoints, type ServiceEndpointsTransform, serviceEndpoints } from "./service-endpoints";

export interface NetworkArgs {
  readonly region: string;
  readonly accountId: pulumi.Input<string>;
  /** IPv4 range, private, /16 to /22, such as 10.10.0.0/16. */
  readonly cidr: string;
  /** Names of the availability zones, 2 to 4, such as those of `selectZones`. Adding one to the end moves no subnet. */
  readonly zones: readonly string[];
  /**
   * NAT gateways: one in each zone, or one for all zones. A single gateway costs less and is lost with its zone.
   * @default "per-zone"
   */
  readonly nat?: "per-zone" | "single";
  /** Retention of the flow logs, days. */
  readonly logRetentionDays: pulumi.Input<number>;
  /** Key of the region that encrypts the flow logs. */
  readonly keyArn: pulumi.Input<string>;
  readonly tags?: Tags;
  /** Changes the arguments of the underlying resources. */
  readonly transform?: FlowLogsTransform &
    ServiceEndpointsTransform & {
      readonly vpc?: Transform<VpcArgs>;
      readonly defaultSecurityGroup?: Transform<ec2.DefaultSecurityGroupArgs>;
    };
}

/** Source of the limits: the network is divided into 16 blocks; EC2 takes subnets from /16 to /28 (VPC User Guide, subnet sizing). */
const PREFIX = { shortest: 16, longest: 22 };
const FEWEST_ZONES = 2;

/**
 * A region's network: public, application and database subnets in each zone, NAT gateways, endpoints for the AWS services that
 * instances use, flow logs, and a default security group without rules.
 * @throws Error that lists every invalid argument
 * @example
 * const network = new Network("network", {
 *   region: "us-east-1",
 *   accountId,
 *   cidr: "10.10.0.0/16",
 *   zones: ["us-east-1a", "us-east-1b"],
 *   logRetentionDays: 365,
 *   keyArn: key.arn,
 * });
 */
export class Network extends pulumi.ComponentResource {
  readonly vpc: Vpc;
  readonly defaultSecurityGroup: ec2.DefaultSecurityGroup;
  readonly serviceEndpoints: ServiceEndpoints;
  readonly flowLogs: FlowLogs;
  readonly region: string;
  readonly vpcId: pulumi.Output<string>;
  /** Subnets of internet-facing load balancers. */
  readonly publicSubnetIds: pulumi.Output<string[]>;
  /** Subnets of instances and of the internal load balancer; they reach the internet through NAT. */
  readonly applicationSubnetIds: pulumi.Output<string[]>;
  /** Subnets of databases, without a route to the internet. */
  readonly databaseSubnetIds: pulumi.Output<string[]>;
  /** IPv4 ranges of the database subnets. */
  readonly databaseCidrs: readonly string[];

  constructor(name: string, args: NetworkArgs, opts?: pulumi.ComponentResourceOptions) {
    super("redoubt:index:Network", name, {}, opts);
    const { accountId, cidr, keyArn, logRetentionDays, region, tags, transform, zones } = args;
    const range = validate(name, args);
    this.region = region;
    this.vpc = new Vpc(...transformed(transform?.vpc, name, vpcArgs(name, args, range), { parent: this }));
    this.vpcId = this.vpc.vpcId;
    this.publicSubnetIds = this.vpc.publicSubnetIds;
    this.applicationSubnetIds = this.vpc.privateSubnetIds;
    this.databaseSubnetIds = this.vpc.isolatedSubnetIds;
    this.databaseCidrs = subnetLayout(range, zones.length).database;
    const { vpcId } = this;
    this.defaultSecurityGroup = new ec2.DefaultSecurityGroup(
      ...transformed(
        transform?.defaultSecurityGroup,
        name,
        { region, vpcId, ingress: [], egress: [], tags: named(tags, `${name}-closed`) },
        { parent: this },
      ),
    );
    this.tagNetworkAcl(name, args);
    this.serviceEndpoints = serviceEndpoints(
      name,
      {
        region,
        vpcId,
        cidr,
        subnetIds: this.applicationSubnetIds,
        routeTableIds: this.vpc.routeTables.apply((tables) => pulumi.all(tables.map(({ id }) => id))),
        tags,
        transform,
      },
      this,
    );
    this.flowLogs = flowLogs(name, { region, accountId, vpcId, logRetentionDays, keyArn, tags, transform }, this);
    this.registerOutputs({ vpcId });
  }

  /** Tags the network ACL of all subnets with the project, by which the failover controllers' permissions are limited to it. */
  private tagNetworkAcl(name: string, { region, tags }: NetworkArgs): void {
    const value = tags?.[TAG_KEYS.project];
    if (value === undefined) return;
    const resourceId = this.vpc.vpc.apply(({ defaultNetworkAclId }) => defaultNetworkAclId);
    new ec2.Tag(`${name}-acl`, { region, resourceId, key: TAG_KEYS.project, value }, { parent: this });
  }
}

function validate(name: string, { cidr, zones }: NetworkArgs): Cidr {
  const range = parseCidr(cidr);
  const faults: string[] = [];
  if (!range) {
    faults.push(`cidr: got ${cidr}; write a network address and prefix such as 10.10.0.0/16`);
  } else if (range.prefix < PREFIX.shortest || range.prefix > PREFIX.longest) {
    faults.push(`cidr: got ${cidr}; use a prefix from /${PREFIX.shortest} to /${PREFIX.longest}`);
  }
  if (new Set(zones).size !== zones.length || zones.length < FEWEST_ZONES || zones.length > MAX_ZONES) {
    faults.push(`zones: got ${zones.join(", ") || "none"}; name ${FEWEST_ZONES} to ${MAX_ZONES} different zones`);
  }
  if (!range || faults.length > 0) throw new Error(faults.map((fault) => `${name}: ${fault}`).join("\n"));
  return range;
}

function vpcArgs(name: string, args: NetworkArgs, range: Cidr): VpcArgs {
  const layout = subnetLayout(range, args.zones.length);
  return {
    region: args.region,
    cidrBlock: args.cidr,
    availabilityZoneNames: [...args.zones],
    enableDnsHostnames: true,
    enableDnsSupport: true,
    natGateways: { strategy: args.nat === "single" ? "Single" : "OnePerAz" },
    subnetStrategy: "Auto",
    subnetSpecs: [
      { type: "Public", name: "public", cidrBlocks: layout.public },
      { type: "Private", name: "application", cidrBlocks: layout.application },
      { type: "Isolated", name: "database", cidrBlocks: layout.database },
    ],
    // By which a later update finds the zones of its subnets (zones.ts).
    tags: named({ ...args.tags, [TAG_KEYS.zones]: args.zones.join(" ") }, name),
  };
}
