import * as pulumi from "@pulumi/pulumi";
import type { Tags } from "../../config/tags";
import type { Permission } from "../iam/policy-document";
import { type Capacity, InstanceGroup } from "./instance-group";
import { InstanceRole } from "./instance-role";
import { LoadBalancer, type LoadBalancerArgs, type LoadBalancerSource } from "./load-balancer";

export interface LoadBalancedTierArgs {
  readonly region: string;
  readonly vpcId: pulumi.Input<string>;
  /** Public subnets make the load balancer face the internet together with `from: { prefixListId }`. */
  readonly loadBalancerSubnetIds: pulumi.Input<pulumi.Input<string>[]>;
  /** Private subnets. */
  readonly instanceSubnetIds: pulumi.Input<pulumi.Input<string>[]>;
  readonly from: LoadBalancerSource;
  readonly certificateArn: pulumi.Input<string>;
  /** Requests without this value in the header x-origin-verify get 403. Secret. */
  readonly originVerify?: pulumi.Input<string>;
  readonly instanceType: string;
  readonly capacity: Capacity;
  /** Script that cloud-init runs at first boot; it serves HTTP on port 8080 and answers /healthz. */
  readonly userData: pulumi.Input<string>;
  /** What the instances may do beside being managed by Systems Manager. */
  readonly permissions: readonly Permission[];
  /** Key of the region that encrypts the volumes. */
  readonly keyArn: pulumi.Input<string>;
  readonly autoScalingRoleArn: pulumi.Input<string>;
  readonly logBucket: pulumi.Input<string>;
  /**
   * Guard the load balancer against deletion.
   * @default true
   */
  readonly protect?: boolean;
  readonly tags?: Tags;
}

/** Port on which instances serve HTTP to their load balancer. */
const instancePort = 8080;
/** Path that answers 200 while an instance can serve. */
const healthPath = "/healthz";

/** A load balancer and the instances behind it: the web tier, and the application tier behind that. */
export class LoadBalancedTier extends pulumi.ComponentResource {
  readonly loadBalancer: LoadBalancer;
  readonly instances: InstanceGroup;

  constructor(name: string, args: LoadBalancedTierArgs, opts?: pulumi.ComponentResourceOptions) {
    super("redoubt:index:LoadBalancedTier", name, {}, opts);
    const { region, vpcId, tags } = args;
    const parent = { parent: this };
    const balancerArgs: LoadBalancerArgs = {
      region,
      vpcId,
      subnetIds: args.loadBalancerSubnetIds,
      certificateArn: args.certificateArn,
      from: args.from,
      targetPort: instancePort,
      healthPath,
      originVerify: args.originVerify,
      logBucket: args.logBucket,
      protect: args.protect ?? true,
      tags,
    };
    this.loadBalancer = new LoadBalancer(name, balancerArgs, parent);
    const role = new InstanceRole(
      `${name}-instances`,
      { description: `Instances of ${name} in ${region}`, permissions: args.permissions, tags },
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
        port: instancePort,
        loadBalancerSecurityGroupId: this.loadBalancer.securityGroupId,
        targetGroupArn: this.loadBalancer.targetGroupArn,
        userData: args.userData,
        instanceProfileArn: role.profileArn,
        keyArn: args.keyArn,
        autoScalingRoleArn: args.autoScalingRoleArn,
        tags,
      },
      parent,
    );
    this.loadBalancer.allowTo(name, balancerArgs, this.instances.securityGroupId);
    this.registerOutputs();
  }
}
