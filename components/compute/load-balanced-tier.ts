import * as pulumi from "@pulumi/pulumi";
import type { Tags } from "../../config/tags";
import type { Permission } from "../iam/policy-document";
import { securityGroupPair } from "../network/security-group-pair";
import { type Capacity, InstanceGroup, type InstanceGroupTransform } from "./instance-group";
import { InstanceRole, type InstanceRoleTransform } from "./instance-role";
import { LoadBalancer, type LoadBalancerSource, type LoadBalancerTransform } from "./load-balancer";

export interface LoadBalancedTierArgs {
  readonly region: string;
  readonly vpcId: pulumi.Input<string>;
  /** Subnets of the load balancer: public ones where `from` is a prefix list, private ones where it is a security group. */
  readonly loadBalancerSubnetIds: pulumi.Input<pulumi.Input<string>[]>;
  /** Private subnets. */
  readonly instanceSubnetIds: pulumi.Input<pulumi.Input<string>[]>;
  readonly from: LoadBalancerSource;
  /** Issued certificate of the same region. */
  readonly certificateArn: pulumi.Input<string>;
  /**
   * Requests whose x-origin-verify header has another value get 403. Secret.
   * @default every request is forwarded
   */
  readonly originVerify?: pulumi.Input<string>;
  readonly instanceType: string;
  readonly capacity: Capacity;
  /** Script that cloud-init runs at first boot. It must serve HTTP on port 8080 and answer /healthz. */
  readonly userData: pulumi.Input<string>;
  /** Permissions of the instances in addition to those that Session Manager needs. */
  readonly permissions: readonly Permission[];
  /** Key of the region that encrypts the volumes. */
  readonly keyArn: pulumi.Input<string>;
  /** Service-linked role by which Auto Scaling uses that key. */
  readonly autoScalingRoleArn: pulumi.Input<string>;
  /** Bucket for access logs. */
  readonly logBucket: pulumi.Input<string>;
  /**
   * Resources that must exist before the first instance is launched, because instances use them at boot.
   * @default none
   */
  readonly launchAfter?: pulumi.Input<pulumi.Resource[]>;
  /**
   * Protect the load balancer against deletion.
   * @default true
   */
  readonly protect?: boolean;
  readonly tags?: Tags;
  /** Changes the arguments of the underlying resources. */
  readonly transform?: LoadBalancedTierTransform;
}

/** Changes the arguments of a tier's resources. */
export interface LoadBalancedTierTransform
  extends LoadBalancerTransform,
    InstanceGroupTransform,
    InstanceRoleTransform {}

/** Port on which instances serve HTTP to their load balancer. */
const INSTANCE_PORT = 8080;
/** Path that answers 200 while an instance can serve. */
const HEALTH_PATH = "/healthz";

/**
 * A load balancer and the instances behind it: the web tier, or the application tier behind that.
 * @example
 * const web = new LoadBalancedTier("web", {
 *   region: "us-east-1",
 *   vpcId: network.vpcId,
 *   loadBalancerSubnetIds: network.publicSubnetIds,
 *   instanceSubnetIds: network.applicationSubnetIds,
 *   from: { prefixListId: cloudFront.id },
 *   certificateArn,
 *   instanceType: "m6g.large",
 *   capacity: { minimum: 2, desired: 4, maximum: 12 },
 *   userData,
 *   permissions: [],
 *   keyArn: key.arn,
 *   autoScalingRoleArn: autoScalingRole.arn,
 *   logBucket: logs.bucketName,
 * });
 */
export class LoadBalancedTier extends pulumi.ComponentResource {
  readonly loadBalancer: LoadBalancer;
  readonly instanceRole: InstanceRole;
  readonly instances: InstanceGroup;

  constructor(name: string, args: LoadBalancedTierArgs, opts?: pulumi.ComponentResourceOptions) {
    super("redoubt:index:LoadBalancedTier", name, {}, opts);
    const { region, tags, transform, vpcId } = args;
    const parent = { parent: this };
    this.loadBalancer = new LoadBalancer(
      name,
      {
        region,
        vpcId,
        subnetIds: args.loadBalancerSubnetIds,
        certificateArn: args.certificateArn,
        from: args.from,
        targetPort: INSTANCE_PORT,
        healthPath: HEALTH_PATH,
        originVerify: args.originVerify,
        logBucket: args.logBucket,
        protect: args.protect,
        tags,
        transform,
      },
      parent,
    );
    this.instanceRole = new InstanceRole(
      `${name}-instances`,
      { description: `Instances of ${name} in ${region}`, permissions: args.permissions, tags, transform },
      parent,
    );
    this.instances = new InstanceGroup(
      name,
      {
        region,
        vpcId,
        subnetIds: args.instanceSubnetIds,
        instanceType: args.instanceType,
        capacity: args.capacity,
        targetGroupArn: this.loadBalancer.targetGroupArn,
        userData: args.userData,
        instanceProfileArn: this.instanceRole.profileArn,
        keyArn: args.keyArn,
        autoScalingRoleArn: args.autoScalingRoleArn,
        launchAfter: args.launchAfter,
        tags,
        transform,
      },
      parent,
    );
    securityGroupPair({
      region,
      port: INSTANCE_PORT,
      client: {
        securityGroupId: this.loadBalancer.securityGroupId,
        ruleName: `${name}-to-instances`,
        description: "To the instances of the tier",
        parent: this.loadBalancer,
      },
      server: {
        securityGroupId: this.instances.securityGroupId,
        ruleName: `${name}-instances`,
        description: "From the load balancer",
        parent: this.instances,
      },
    });
    this.registerOutputs();
  }
}
