import * as ec2 from "@pulumi/aws/ec2";
import * as lb from "@pulumi/aws/lb";
import { SecurityGroupIngressRule } from "@pulumi/aws/vpc";
import * as pulumi from "@pulumi/pulumi";
import { named, type Tags } from "../../config/tags";
import { type Transform, transformed } from "../transform";
import { type HttpsListener, type HttpsListenerTransform, httpsListener } from "./https-listener";

export interface LoadBalancerArgs {
  readonly region: string;
  readonly vpcId: pulumi.Input<string>;
  readonly subnetIds: pulumi.Input<pulumi.Input<string>[]>;
  /** Issued certificate of the same region. */
  readonly certificateArn: pulumi.Input<string>;
  /** Who may connect. */
  readonly from: LoadBalancerSource;
  /** Port on which the targets serve HTTP. */
  readonly targetPort: pulumi.Input<number>;
  /**
   * Whether targets are registered by instance, or by address as the tasks of a service.
   * @default "instance"
   */
  readonly targetType?: "instance" | "ip";
  /** Path that answers 200 while a target can serve. */
  readonly healthPath: pulumi.Input<string>;
  /**
   * Requests whose x-origin-verify header has another value get 403. Secret.
   * @default every request is forwarded
   */
  readonly originVerify?: pulumi.Input<string>;
  /** Bucket for access logs. */
  readonly logBucket: pulumi.Input<string>;
  /**
   * Protect the load balancer against deletion, by Pulumi and by AWS.
   * @default true
   */
  readonly protect?: boolean;
  readonly tags?: Tags;
  /** Changes the arguments of the underlying resources. */
  readonly transform?: LoadBalancerTransform;
}

/** Changes the arguments of a load balancer's resources. */
export interface LoadBalancerTransform extends HttpsListenerTransform {
  readonly securityGroup?: Transform<ec2.SecurityGroupArgs>;
  readonly loadBalancer?: Transform<lb.LoadBalancerArgs>;
  readonly targetGroup?: Transform<lb.TargetGroupArgs>;
}

/** A managed prefix list makes the load balancer internet-facing, a security group makes it internal. */
export type LoadBalancerSource =
  | { readonly prefixListId: pulumi.Input<string> }
  | { readonly securityGroupId: pulumi.Input<string> };

/**
 * An Application Load Balancer with its security group, HTTPS listener and target group.
 * @example
 * const web = new LoadBalancer("web", {
 *   region: "us-east-1",
 *   vpcId: network.vpcId,
 *   subnetIds: network.publicSubnetIds,
 *   certificateArn,
 *   from: { prefixListId: cloudFront.id },
 *   targetPort: 8080,
 *   healthPath: "/healthz",
 *   logBucket: logs.bucketName,
 *   transform: { loadBalancer: { idleTimeout: 120 } },
 * });
 */
export class LoadBalancer extends pulumi.ComponentResource {
  readonly securityGroup: ec2.SecurityGroup;
  readonly loadBalancer: lb.LoadBalancer;
  readonly targetGroup: lb.TargetGroup;
  readonly listener: HttpsListener;
  readonly arn: pulumi.Output<string>;
  readonly dnsName: pulumi.Output<string>;
  /** Hosted zone of the DNS name, for alias records. */
  readonly zoneId: pulumi.Output<string>;
  readonly securityGroupId: pulumi.Output<string>;
  /** Resolves once the listener forwards to the target group. */
  readonly targetGroupArn: pulumi.Output<string>;
  /** `<load balancer>/<target group>`, the resource label of request-count scaling. */
  readonly resourceLabel: pulumi.Output<string>;

  constructor(name: string, args: LoadBalancerArgs, opts?: pulumi.ComponentResourceOptions) {
    super("redoubt:index:LoadBalancer", name, {}, opts);
    const { from, protect = true, region, subnetIds, transform, vpcId } = args;
    const internal = "securityGroupId" in from;
    const parent = { parent: this };
    const tags = named(args.tags, name);
    this.securityGroup = new ec2.SecurityGroup(
      ...transformed(
        transform?.securityGroup,
        name,
        { region, vpcId, description: `Load balancer of ${name}`, tags },
        parent,
      ),
    );
    this.securityGroupId = this.securityGroup.id;
    new SecurityGroupIngressRule(
      name,
      {
        region,
        securityGroupId: this.securityGroupId,
        description: internal ? "TLS from the tier in front" : "TLS from CloudFront",
        ...("securityGroupId" in from
          ? { referencedSecurityGroupId: from.securityGroupId }
          : { prefixListId: from.prefixListId }),
        ipProtocol: "tcp",
        fromPort: 443,
        toPort: 443,
      },
      parent,
    );
    this.loadBalancer = new lb.LoadBalancer(
      ...transformed<lb.LoadBalancerArgs>(
        transform?.loadBalancer,
        name,
        {
          region,
          internal,
          loadBalancerType: "application",
          subnets: subnetIds,
          securityGroups: [this.securityGroupId],
          dropInvalidHeaderFields: true,
          desyncMitigationMode: "strictest",
          enableCrossZoneLoadBalancing: true,
          enableDeletionProtection: protect,
          accessLogs: { enabled: true, bucket: args.logBucket, prefix: name },
          tags,
        },
        { ...parent, protect },
      ),
    );
    this.targetGroup = this.targets(name, args);
    const { loadBalancer, targetGroup } = this;
    this.listener = httpsListener(
      name,
      {
        region,
        loadBalancerArn: loadBalancer.arn,
        targetGroupArn: targetGroup.arn,
        certificateArn: args.certificateArn,
        originVerify: args.originVerify,
        tags: args.tags,
        transform,
      },
      this,
    );
    this.arn = loadBalancer.arn;
    this.dnsName = loadBalancer.dnsName;
    this.zoneId = loadBalancer.zoneId;
    this.targetGroupArn = pulumi.all([targetGroup.arn, this.listener.listener.arn]).apply(([arn]) => arn);
    this.resourceLabel = pulumi.interpolate`${loadBalancer.arnSuffix}/${targetGroup.arnSuffix}`;
    this.registerOutputs({ dnsName: this.dnsName });
  }

  private targets(name: string, args: LoadBalancerArgs): lb.TargetGroup {
    const { healthPath, region, targetPort, targetType = "instance", transform, vpcId } = args;
    return new lb.TargetGroup(
      ...transformed<lb.TargetGroupArgs>(
        transform?.targetGroup,
        name,
        {
          region,
          vpcId,
          port: targetPort,
          protocol: "HTTP",
          targetType,
          deregistrationDelay: 30,
          healthCheck: {
            path: healthPath,
            protocol: "HTTP",
            matcher: "200",
            interval: 10,
            timeout: 5,
            healthyThreshold: 2,
            unhealthyThreshold: 3,
          },
          tags: named(args.tags, name),
        },
        { parent: this },
      ),
    );
  }
}
