import * as autoscaling from "@pulumi/aws/autoscaling";
import type * as ec2 from "@pulumi/aws/ec2";
import * as pulumi from "@pulumi/pulumi";
import { named, type Tags } from "../../config/tags";
import { hostSecurityGroup } from "../network/host-security-group";
import { type Transform, transformed } from "../transform";
import { launchTemplate } from "./launch-template";

/** Number of instances in a group. */
export interface Capacity {
  readonly minimum: number;
  readonly desired: number;
  readonly maximum: number;
}

export interface InstanceGroupArgs {
  readonly region: string;
  readonly vpcId: pulumi.Input<string>;
  readonly subnetIds: pulumi.Input<pulumi.Input<string>[]>;
  /** EC2 instance type. Its processor architecture selects the Amazon Linux image. */
  readonly instanceType: string;
  readonly capacity: Capacity;
  readonly targetGroupArn: pulumi.Input<string>;
  /** Script that cloud-init runs at first boot. */
  readonly userData: pulumi.Input<string>;
  readonly instanceProfileArn: pulumi.Input<string>;
  /** Key of the region that encrypts the volumes. */
  readonly keyArn: pulumi.Input<string>;
  /** Service-linked role by which Auto Scaling uses that key. */
  readonly autoScalingRoleArn: pulumi.Input<string>;
  /**
   * Resources that must exist before the first instance is launched, because instances use them at boot.
   * @default none
   */
  readonly launchAfter?: pulumi.Input<pulumi.Resource[]>;
  readonly tags?: Tags;
  /** Changes the arguments of the underlying resources. */
  readonly transform?: InstanceGroupTransform;
}

/** Changes the arguments of a group's resources. */
export interface InstanceGroupTransform {
  readonly instanceSecurityGroup?: Transform<ec2.SecurityGroupArgs>;
  readonly launchTemplate?: Transform<ec2.LaunchTemplateArgs>;
  readonly group?: Transform<autoscaling.GroupArgs>;
  readonly scalingPolicy?: Transform<autoscaling.PolicyArgs>;
}

/** Average CPU utilization that scaling aims at, percent. It leaves room for the load of a lost zone. */
const TARGET_CPU_PERCENT = 50;
/** Time until a new instance counts, seconds. The default user data serves after one to two minutes. */
const WARMUP_SECONDS = 120;

/**
 * Instances behind a load balancer, whose health checks decide which of them are replaced. A change of the launch template replaces
 * all of them by a rolling instance refresh.
 * @example
 * const group = new InstanceGroup("web", {
 *   region: "us-east-1",
 *   vpcId: network.vpcId,
 *   subnetIds: network.applicationSubnetIds,
 *   instanceType: "m6g.large",
 *   capacity: { minimum: 2, desired: 4, maximum: 12 },
 *   targetGroupArn: loadBalancer.targetGroupArn,
 *   userData,
 *   instanceProfileArn: role.profileArn,
 *   keyArn: key.arn,
 *   autoScalingRoleArn: autoScalingRole.arn,
 * });
 */
export class InstanceGroup extends pulumi.ComponentResource {
  readonly securityGroup: ec2.SecurityGroup;
  readonly launchTemplate: ec2.LaunchTemplate;
  readonly group: autoscaling.Group;
  readonly scalingPolicy: autoscaling.Policy;
  /** Name of the Auto Scaling group. */
  readonly groupName: pulumi.Output<string>;
  readonly securityGroupId: pulumi.Output<string>;

  constructor(name: string, args: InstanceGroupArgs, opts?: pulumi.ComponentResourceOptions) {
    super("redoubt:index:InstanceGroup", name, {}, opts);
    const { instanceProfileArn, instanceType, keyArn, region, tags, transform, userData } = args;
    this.securityGroup = hostSecurityGroup(
      `${name}-instances`,
      {
        region,
        vpcId: args.vpcId,
        description: `Instances of ${name}`,
        egressName: `${name}-out`,
        egressDescription: "To AWS services, packages and the tier behind",
        tags,
        transform: transform?.instanceSecurityGroup,
      },
      this,
    );
    this.securityGroupId = this.securityGroup.id;
    const { securityGroupId } = this;
    this.launchTemplate = launchTemplate(
      name,
      {
        region,
        instanceType,
        securityGroupId,
        userData,
        instanceProfileArn,
        keyArn,
        tags,
        transform: transform?.launchTemplate,
      },
      this,
    );
    this.group = this.autoScalingGroup(name, args);
    this.groupName = this.group.name;
    this.scalingPolicy = new autoscaling.Policy(
      ...transformed<autoscaling.PolicyArgs>(
        transform?.scalingPolicy,
        name,
        {
          region,
          autoscalingGroupName: this.groupName,
          policyType: "TargetTrackingScaling",
          targetTrackingConfiguration: {
            predefinedMetricSpecification: { predefinedMetricType: "ASGAverageCPUUtilization" },
            targetValue: TARGET_CPU_PERCENT,
          },
        },
        { parent: this },
      ),
    );
    this.registerOutputs({ groupName: this.groupName });
  }

  private autoScalingGroup(name: string, args: InstanceGroupArgs): autoscaling.Group {
    const { autoScalingRoleArn, capacity, region, subnetIds, tags, targetGroupArn, transform } = args;
    return new autoscaling.Group(
      ...transformed<autoscaling.GroupArgs>(
        transform?.group,
        name,
        {
          region,
          vpcZoneIdentifiers: subnetIds,
          minSize: capacity.minimum,
          desiredCapacity: capacity.desired,
          maxSize: capacity.maximum,
          capacityRebalance: true,
          healthCheckType: "ELB",
          healthCheckGracePeriod: WARMUP_SECONDS,
          defaultInstanceWarmup: WARMUP_SECONDS,
          targetGroupArns: [targetGroupArn],
          serviceLinkedRoleArn: autoScalingRoleArn,
          launchTemplate: { id: this.launchTemplate.id, version: this.launchTemplate.latestVersion.apply(String) },
          // Auto Scaling refuses autoRollback where the template names its image by a parameter (EC2 Auto Scaling User Guide, "Undo
          // changes with a rollback"). A refresh never removes a healthy instance before its replacement is healthy.
          instanceRefresh: {
            strategy: "Rolling",
            preferences: { minHealthyPercentage: 100, maxHealthyPercentage: 150 },
          },
          // Scaling, and during a failover the controller, decide the size; an update does not wait for it.
          waitForCapacityTimeout: "0",
          tags: Object.entries(named(tags, name)).map(([key, value]) => ({ key, value, propagateAtLaunch: true })),
        },
        { parent: this, ignoreChanges: ["desiredCapacity"], dependsOn: args.launchAfter },
      ),
    );
  }
}
