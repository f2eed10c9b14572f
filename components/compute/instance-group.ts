import * as autoscaling from "@pulumi/aws/autoscaling";
import * as ec2 from "@pulumi/aws/ec2";
import { SecurityGroupEgressRule, SecurityGroupIngressRule } from "@pulumi/aws/vpc";
import * as pulumi from "@pulumi/pulumi";
import { named, type Tags } from "../../config/tags";

/** How many instances a group runs. */
export interface Capacity {
  readonly minimum: number;
  readonly desired: number;
  readonly maximum: number;
}

export interface InstanceGroupArgs {
  readonly region: string;
  readonly vpcId: pulumi.Input<string>;
  readonly subnetIds: pulumi.Input<pulumi.Input<string>[]>;
  /** EC2 instance type; its processor decides which Amazon Linux is taken. */
  readonly instanceType: string;
  readonly capacity: Capacity;
  /** Port on which the instances serve HTTP. */
  readonly port: number;
  /** Security group of the load balancer in front. */
  readonly loadBalancerSecurityGroupId: pulumi.Input<string>;
  readonly targetGroupArn: pulumi.Input<string>;
  /** Script that cloud-init runs at first boot. */
  readonly userData: pulumi.Input<string>;
  readonly instanceProfileArn: pulumi.Input<string>;
  /** Key of the region that encrypts the volumes. */
  readonly keyArn: pulumi.Input<string>;
  /** Role by which Auto Scaling works with that key. */
  readonly autoScalingRoleArn: pulumi.Input<string>;
  readonly tags?: Tags;
}

/** Average processor use that the group keeps to, percent: leaves room for a zone's share of the load. */
const targetCpuPercent = 50;
/** Seconds after which a fresh instance counts: the default user data serves within one to two minutes. */
const warmupSeconds = 120;

/**
 * Instances behind a load balancer: IMDSv2 only, encrypted volumes, no public address, the newest Amazon Linux at launch, health
 * as the load balancer sees it, and replacement in a rolling refresh when the launch template changes.
 */
export class InstanceGroup extends pulumi.ComponentResource {
  /** Name of the Auto Scaling group, by which a failover raises it. */
  readonly groupName: pulumi.Output<string>;
  readonly securityGroupId: pulumi.Output<string>;

  constructor(name: string, args: InstanceGroupArgs, opts?: pulumi.ComponentResourceOptions) {
    super("redoubt:index:InstanceGroup", name, {}, opts);
    const securityGroup = this.securityGroup(name, args);
    this.securityGroupId = securityGroup.id;
    const template = this.launchTemplate(name, args);
    const group = new autoscaling.Group(
      name,
      {
        region: args.region,
        vpcZoneIdentifiers: args.subnetIds,
        minSize: args.capacity.minimum,
        desiredCapacity: args.capacity.desired,
        maxSize: args.capacity.maximum,
        capacityRebalance: true,
        healthCheckType: "ELB",
        healthCheckGracePeriod: warmupSeconds,
        defaultInstanceWarmup: warmupSeconds,
        targetGroupArns: [args.targetGroupArn],
        serviceLinkedRoleArn: args.autoScalingRoleArn,
        launchTemplate: { id: template.id, version: template.latestVersion.apply(String) },
        instanceRefresh: {
          strategy: "Rolling",
          preferences: { minHealthyPercentage: 100, maxHealthyPercentage: 150, autoRollback: true },
        },
        // The group's size is the scaling policy's and, in a failover, the controller's.
        waitForCapacityTimeout: "0",
        tags: Object.entries(named(args.tags, name)).map(([key, value]) => ({ key, value, propagateAtLaunch: true })),
      },
      { parent: this, ignoreChanges: ["desiredCapacity"] },
    );
    new autoscaling.Policy(
      name,
      {
        region: args.region,
        autoscalingGroupName: group.name,
        policyType: "TargetTrackingScaling",
        targetTrackingConfiguration: {
          predefinedMetricSpecification: { predefinedMetricType: "ASGAverageCPUUtilization" },
          targetValue: targetCpuPercent,
        },
      },
      { parent: this },
    );
    this.groupName = group.name;
    this.registerOutputs({ groupName: this.groupName });
  }

  private securityGroup(name: string, args: InstanceGroupArgs): ec2.SecurityGroup {
    const { region } = args;
    const parent = { parent: this };
    const group = new ec2.SecurityGroup(
      `${name}-instances`,
      {
        region,
        vpcId: args.vpcId,
        description: `Instances of ${name}`,
        tags: named(args.tags, `${name}-instances`),
      },
      parent,
    );
    new SecurityGroupIngressRule(
      `${name}-instances`,
      {
        region,
        securityGroupId: group.id,
        description: "From the load balancer",
        referencedSecurityGroupId: args.loadBalancerSecurityGroupId,
        ipProtocol: "tcp",
        fromPort: args.port,
        toPort: args.port,
      },
      parent,
    );
    new SecurityGroupEgressRule(
      `${name}-out`,
      {
        region,
        securityGroupId: group.id,
        description: "To AWS services, packages and the tier behind",
        cidrIpv4: "0.0.0.0/0",
        ipProtocol: "tcp",
        fromPort: 443,
        toPort: 443,
      },
      parent,
    );
    return group;
  }

  private launchTemplate(name: string, args: InstanceGroupArgs): ec2.LaunchTemplate {
    const tags = named(args.tags, name);
    // The role comes to instances from their group, whose tags change in place: here it would replace every instance.
    const { "redoubt:role": _, ...instanceTags } = tags;
    return new ec2.LaunchTemplate(
      name,
      {
        region: args.region,
        description: `Instances of ${name}`,
        imageId: `resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-${architecture(args.instanceType)}`,
        instanceType: args.instanceType,
        updateDefaultVersion: true,
        ebsOptimized: "true",
        iamInstanceProfile: { arn: args.instanceProfileArn },
        metadataOptions: {
          httpEndpoint: "enabled",
          httpTokens: "required",
          httpPutResponseHopLimit: 1,
          instanceMetadataTags: "enabled",
        },
        monitoring: { enabled: true },
        networkInterfaces: [
          { associatePublicIpAddress: "false", deleteOnTermination: "true", securityGroups: [this.securityGroupId] },
        ],
        blockDeviceMappings: [
          {
            deviceName: "/dev/xvda",
            ebs: {
              encrypted: "true",
              kmsKeyId: args.keyArn,
              volumeType: "gp3",
              volumeSize: 20,
              deleteOnTermination: "true",
            },
          },
        ],
        tagSpecifications: ["instance", "volume"].map((resourceType) => ({ resourceType, tags: instanceTags })),
        userData: pulumi.output(args.userData).apply((script) => Buffer.from(script).toString("base64")),
        tags,
      },
      { parent: this },
    );
  }
}

/** Amazon Linux's name for an instance type's processor: Graviton families have a g behind their generation. */
export function architecture(instanceType: string): "arm64" | "x86_64" {
  return /^[a-z]+\d+g/.test(instanceType) || instanceType.startsWith("a1.") ? "arm64" : "x86_64";
}
