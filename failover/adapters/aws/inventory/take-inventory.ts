import {
  DescribeListenersCommand,
  DescribeLoadBalancersCommand,
  ElasticLoadBalancingV2Client,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import { ListHostedZonesCommand, Route53Client } from "@aws-sdk/client-route-53";
import { S3Client } from "@aws-sdk/client-s3";
import { bounded, clientSettings } from "../bounded";
import { ec2Client } from "../clients/ec2";
import { withNamedErrors } from "../clients/named-errors";
import { rdsClient } from "../clients/rds";
import { type FoundBucket, findBuckets } from "./buckets";
import { type FoundDatabase, findDatabases } from "./databases";
import { type FoundNetwork, findNetworks } from "./networks";

export interface FoundLoadBalancer {
  readonly name: string;
  readonly dnsName: string;
  readonly zoneId: string;
  readonly vpcId: string;
  readonly securityGroupIds: readonly string[];
  /** HTTPS listeners, each with the target group of its default action. */
  readonly listeners: readonly { readonly arn: string; readonly targetGroupArn: string | undefined }[];
}

export interface FoundZone {
  readonly id: string;
  /** Domain without the dot at the end. */
  readonly name: string;
}

/** What exists in a region of an account, as far as the program can use it. */
export interface Inventory {
  readonly networks: readonly FoundNetwork[];
  readonly databases: readonly FoundDatabase[];
  readonly buckets: readonly FoundBucket[];
  readonly loadBalancers: readonly FoundLoadBalancer[];
  /** Public hosted zones. */
  readonly zones: readonly FoundZone[];
}

/** Reads what exists in a region. It changes nothing. */
export async function takeInventory(region: string): Promise<Inventory> {
  const settings = clientSettings(region);
  const elb = withNamedErrors(new ElasticLoadBalancingV2Client(settings));
  // Route 53 has one endpoint for all regions of the partition.
  const route53 = withNamedErrors(new Route53Client(settings));
  const forcePathStyle = process.env.AWS_ENDPOINT_URL !== undefined;
  const s3 = withNamedErrors(new S3Client({ ...settings, forcePathStyle }));
  const [networks, databases, buckets, loadBalancers, zones] = await Promise.all([
    findNetworks(ec2Client(region)),
    findDatabases(rdsClient(region)),
    findBuckets(s3, region),
    findLoadBalancers(elb),
    findZones(route53),
  ]);
  return { networks, databases, buckets, loadBalancers, zones };
}

async function findLoadBalancers(client: ElasticLoadBalancingV2Client): Promise<FoundLoadBalancer[]> {
  const { LoadBalancers = [] } = await bounded((options) => client.send(new DescribeLoadBalancersCommand({}), options));
  const open = LoadBalancers.filter(({ Scheme, Type }) => Type === "application" && Scheme === "internet-facing");
  return Promise.all(
    open.map(async ({ CanonicalHostedZoneId, DNSName, LoadBalancerArn, LoadBalancerName, SecurityGroups, VpcId }) => {
      const command = new DescribeListenersCommand({ LoadBalancerArn });
      const { Listeners = [] } = await bounded((options) => client.send(command, options));
      const listeners = Listeners.filter(({ Protocol }) => Protocol === "HTTPS").map(
        ({ DefaultActions = [], ListenerArn = "" }) => ({
          arn: ListenerArn,
          targetGroupArn: DefaultActions.find(({ TargetGroupArn }) => TargetGroupArn)?.TargetGroupArn,
        }),
      );
      return {
        name: LoadBalancerName ?? "",
        dnsName: DNSName ?? "",
        zoneId: CanonicalHostedZoneId ?? "",
        vpcId: VpcId ?? "",
        securityGroupIds: SecurityGroups ?? [],
        listeners,
      };
    }),
  );
}

async function findZones(client: Route53Client): Promise<FoundZone[]> {
  const { HostedZones = [] } = await bounded((options) => client.send(new ListHostedZonesCommand({}), options));
  return HostedZones.filter(({ Config }) => !Config?.PrivateZone).map(({ Id = "", Name = "" }) => ({
    id: Id.replace("/hostedzone/", ""),
    name: Name.replace(/\.$/, ""),
  }));
}
