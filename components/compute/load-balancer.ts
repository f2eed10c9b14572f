import * as ec2 from "@pulumi/aws/ec2";
import * as lb from "@pulumi/aws/lb";
import { SecurityGroupEgressRule, SecurityGroupIngressRule } from "@pulumi/aws/vpc";
import * as pulumi from "@pulumi/pulumi";
import { named, type Tags } from "../../config/tags";

export interface LoadBalancerArgs {
  readonly region: string;
  readonly vpcId: pulumi.Input<string>;
  readonly subnetIds: pulumi.Input<pulumi.Input<string>[]>;
  /** Certificate of the same region, issued. */
  readonly certificateArn: pulumi.Input<string>;
  /** Who may open a connection. */
  readonly from: LoadBalancerSource;
  /** Port on which the instances serve HTTP. */
  readonly targetPort: number;
  /** Path that answers 200 while an instance can serve. */
  readonly healthPath: string;
  /**
   * Requests without this value in the header x-origin-verify get 403. Secret.
   * @default all requests are let through
   */
  readonly originVerify?: pulumi.Input<string>;
  readonly logBucket: pulumi.Input<string>;
  /** Guard against deletion, by AWS itself. */
  readonly protect: boolean;
  readonly tags?: Tags;
}

/** An internet-facing balancer is open to a managed prefix list, an internal one to a security group. */
export type LoadBalancerSource =
  | { readonly prefixListId: pulumi.Input<string> }
  | { readonly securityGroupId: pulumi.Input<string> };

/** The header by which CloudFront proves that a request came through the edge. */
export const originVerifyHeader = "x-origin-verify";

/** TLS 1.3, and 1.2 for clients that have no 1.3, CloudFront's connections to origins among them. */
const tlsPolicy = "ELBSecurityPolicy-TLS13-1-2-2021-06";

/** An Application Load Balancer with its security group, HTTPS listener and target group. */
export class LoadBalancer extends pulumi.ComponentResource {
  readonly arn: pulumi.Output<string>;
  readonly dnsName: pulumi.Output<string>;
  /** Hosted zone of the balancer's DNS name, for alias records. */
  readonly zoneId: pulumi.Output<string>;
  readonly securityGroupId: pulumi.Output<string>;
  /** Known once the listener forwards to it. */
  readonly targetGroupArn: pulumi.Output<string>;
  /** `<balancer>/<target group>`, by which request-count scaling finds its metric. */
  readonly resourceLabel: pulumi.Output<string>;

  constructor(name: string, args: LoadBalancerArgs, opts?: pulumi.ComponentResourceOptions) {
    super("redoubt:index:LoadBalancer", name, {}, opts);
    const { region, vpcId } = args;
    const parent = { parent: this };
    const internal = "securityGroupId" in args.from;
    const group = new ec2.SecurityGroup(
      name,
      { region, vpcId, description: `Load balancer of ${name}`, tags: named(args.tags, name) },
      parent,
    );
    new SecurityGroupIngressRule(
      name,
      {
        region,
        securityGroupId: group.id,
        description: internal ? "TLS from the tier in front" : "TLS from CloudFront",
        ...("securityGroupId" in args.from
          ? { referencedSecurityGroupId: args.from.securityGroupId }
          : { prefixListId: args.from.prefixListId }),
        ipProtocol: "tcp",
        fromPort: 443,
        toPort: 443,
      },
      parent,
    );
    const balancer = new lb.LoadBalancer(
      name,
      {
        region,
        internal,
        loadBalancerType: "application",
        subnets: args.subnetIds,
        securityGroups: [group.id],
        dropInvalidHeaderFields: true,
        desyncMitigationMode: "strictest",
        enableCrossZoneLoadBalancing: true,
        enableDeletionProtection: args.protect,
        accessLogs: { enabled: true, bucket: args.logBucket, prefix: name },
        tags: named(args.tags, name),
      },
      { ...parent, protect: args.protect },
    );
    const targets = new lb.TargetGroup(
      name,
      {
        region,
        vpcId,
        port: args.targetPort,
        protocol: "HTTP",
        targetType: "instance",
        deregistrationDelay: 30,
        healthCheck: {
          path: args.healthPath,
          protocol: "HTTP",
          matcher: "200",
          interval: 10,
          timeout: 5,
          healthyThreshold: 2,
          unhealthyThreshold: 3,
        },
        tags: named(args.tags, name),
      },
      parent,
    );
    const listener = this.listener(name, args, balancer, targets);
    this.arn = balancer.arn;
    this.dnsName = balancer.dnsName;
    this.zoneId = balancer.zoneId;
    this.securityGroupId = group.id;
    this.targetGroupArn = pulumi.all([targets.arn, listener.arn]).apply(([arn]) => arn);
    this.resourceLabel = pulumi.interpolate`${balancer.arnSuffix}/${targets.arnSuffix}`;
    this.registerOutputs({ dnsName: this.dnsName });
  }

  /** Lets the balancer reach the instances of a group. */
  allowTo(name: string, args: LoadBalancerArgs, securityGroupId: pulumi.Input<string>): void {
    new SecurityGroupEgressRule(
      `${name}-to-instances`,
      {
        region: args.region,
        securityGroupId: this.securityGroupId,
        description: "To the instances of the tier",
        referencedSecurityGroupId: securityGroupId,
        ipProtocol: "tcp",
        fromPort: args.targetPort,
        toPort: args.targetPort,
      },
      { parent: this },
    );
  }

  private listener(
    name: string,
    args: LoadBalancerArgs,
    balancer: lb.LoadBalancer,
    targets: lb.TargetGroup,
  ): lb.Listener {
    const { region } = args;
    const forward = { type: "forward", targetGroupArn: targets.arn };
    const refuse = {
      type: "fixed-response",
      fixedResponse: { statusCode: "403", contentType: "text/plain", messageBody: "Requests come through the edge.\n" },
    };
    const listener = new lb.Listener(
      name,
      {
        region,
        loadBalancerArn: balancer.arn,
        port: 443,
        protocol: "HTTPS",
        sslPolicy: tlsPolicy,
        certificateArn: args.certificateArn,
        defaultActions: [args.originVerify === undefined ? forward : refuse],
        tags: named(args.tags, name),
      },
      { parent: this },
    );
    if (args.originVerify !== undefined) {
      new lb.ListenerRule(
        `${name}-from-edge`,
        {
          region,
          listenerArn: listener.arn,
          priority: 1,
          conditions: [
            { httpHeader: { httpHeaderName: originVerifyHeader, values: [pulumi.secret(args.originVerify)] } },
          ],
          actions: [forward],
          tags: named(args.tags, `${name}-from-edge`),
        },
        { parent: this },
      );
    }
    return listener;
  }
}
