import { getManagedPrefixListOutput } from "@pulumi/aws/ec2";
import * as lb from "@pulumi/aws/lb";
import { SecurityGroupIngressRule } from "@pulumi/aws/vpc";
import * as pulumi from "@pulumi/pulumi";
import { named, type Tags } from "../../config/tags";
import { arnFaults, regionFaults, rejectFaults } from "../argument-faults";
import { ORIGIN_VERIFY_HEADER } from "../compute/https-listener";
import { type Transform, transformed } from "../transform";

export interface OriginAccessArgs {
  /** Region of the load balancer. */
  readonly region: string;
  /** HTTPS listener of the existing load balancer. */
  readonly listenerArn: pulumi.Input<string>;
  /** Target group to which the distribution's requests are forwarded. */
  readonly targetGroupArn: pulumi.Input<string>;
  /** Value of the header x-origin-verify in the distribution's requests. Secret. */
  readonly originVerify: pulumi.Input<string>;
  /**
   * Security group of the load balancer, which gets a rule for CloudFront's addresses. The rule counts as many rules as the prefix list
   * has entries at most (VPC User Guide, "AWS-managed prefix list weight").
   * @default the security group stays as it is
   */
  readonly securityGroupId?: pulumi.Input<string>;
  /**
   * Priority of the listener's rule, which no other rule of the listener has.
   * @default 1
   */
  readonly priority?: pulumi.Input<number>;
  readonly tags?: Tags;
  /** Changes the arguments of the underlying resource. */
  readonly transform?: { readonly rule?: Transform<lb.ListenerRuleArgs> };
}

/**
 * Lets an existing load balancer serve as an origin of an `EdgeDistribution`: a listener rule that forwards the requests with the
 * distribution's header, and a security group rule for CloudFront's addresses. The listener's default action stays as it is: change it
 * to a fixed response with status 403 once no client uses the load balancer directly.
 * @throws UserError that lists every invalid argument
 * @example
 * new OriginAccess("east", {
 *   region: "us-east-1",
 *   listenerArn,
 *   targetGroupArn,
 *   originVerify: distribution.originVerify,
 * });
 */
export class OriginAccess extends pulumi.ComponentResource {
  readonly rule: lb.ListenerRule;
  /** Absent where the security group stays as it is. */
  readonly ingress: SecurityGroupIngressRule | undefined;

  constructor(name: string, args: OriginAccessArgs, opts?: pulumi.ComponentResourceOptions) {
    super("redoubt:index:OriginAccess", name, {}, opts);
    const { listenerArn, priority = 1, region, securityGroupId, tags, targetGroupArn, transform } = args;
    const elb = (resource: string) => ({
      service: "elasticloadbalancing",
      region,
      example: `arn:aws:elasticloadbalancing:${region}:123456789012:${resource}`,
    });
    rejectFaults(name, [
      ...regionFaults("region", region),
      ...arnFaults("listenerArn", listenerArn, elb("listener/app/web/1/2")),
      ...arnFaults("targetGroupArn", targetGroupArn, elb("targetgroup/web/1")),
    ]);
    const parent = { parent: this };
    const header = { httpHeaderName: ORIGIN_VERIFY_HEADER, values: [pulumi.secret(args.originVerify)] };
    this.rule = new lb.ListenerRule(
      ...transformed<lb.ListenerRuleArgs>(
        transform?.rule,
        name,
        {
          region,
          listenerArn,
          priority,
          conditions: [{ httpHeader: header }],
          actions: [{ type: "forward", targetGroupArn }],
          tags: named(tags, name),
        },
        parent,
      ),
    );
    if (securityGroupId !== undefined) {
      const cloudFront = getManagedPrefixListOutput(
        { name: "com.amazonaws.global.cloudfront.origin-facing", region },
        parent,
      );
      this.ingress = new SecurityGroupIngressRule(
        name,
        {
          region,
          securityGroupId,
          description: "From CloudFront",
          prefixListId: cloudFront.id,
          ipProtocol: "tcp",
          fromPort: 443,
          toPort: 443,
        },
        parent,
      );
    }
    this.registerOutputs();
  }
}
