import * as pulumi from "@pulumi/pulumi";
import type { Tags } from "../../config/tags";
import {
  ContainerService,
  type ContainerServiceArgs,
  type ContainerServiceTransform,
} from "../containers/container-service";
import type { Permission } from "../iam/policy-document";
import { securityGroupPair } from "../network/security-group-pair";
import { type Capacity, InstanceGroup, type InstanceGroupTransform } from "./instance-group";
import { InstanceRole, type InstanceRoleTransform } from "./instance-role";
import { LoadBalancer, type LoadBalancerSource, type LoadBalancerTransform } from "./load-balancer";

/** What every tier has. */
interface TierArgs {
  readonly region: string;
  readonly vpcId: pulumi.Input<string>;
  /** Subnets of the load balancer: public ones where `from` is a prefix list, private ones where it is a security group. */
  readonly loadBalancerSubnetIds: pulumi.Input<pulumi.Input<string>[]>;
  /** Private subnets of the instances or tasks. */
  readonly instanceSubnetIds: pulumi.Input<pulumi.Input<string>[]>;
  readonly from: LoadBalancerSource;
  /** Issued certificate of the same region. */
  readonly certificateArn: pulumi.Input<string>;
  /**
   * Requests whose x-origin-verify header has another value get 403. Secret.
   * @default every request is forwarded
   */
  readonly originVerify?: pulumi.Input<string>;
  /** Number of instances or tasks. */
  readonly capacity: Capacity;
  /** Permissions of the instances, in addition to those that Session Manager needs, or of the tasks. */
  readonly permissions: readonly Permission[];
  /** Key of the region that encrypts the volumes, or the logs of the tasks. */
  readonly keyArn: pulumi.Input<string>;
  /** Bucket for access logs. */
  readonly logBucket: pulumi.Input<string>;
  /**
   * Resources that must exist before the first instance or task is launched, because it uses them.
   * @default none
   */
  readonly launchAfter?: pulumi.Resource[] | Promise<pulumi.Resource[]>;
  /**
   * Protect the load balancer against deletion.
   * @default true
   */
  readonly protect?: boolean;
  readonly tags?: Tags;
  /** Changes the arguments of the underlying resources. */
  readonly transform?: LoadBalancedTierTransform;
}

/** A tier on EC2 instances. */
interface InstanceTierArgs {
  readonly instanceType: string;
  /** Script that cloud-init runs at first boot. It must serve HTTP on port 8080 and answer /healthz. */
  readonly userData: pulumi.Input<string>;
  /** Service-linked role by which Auto Scaling uses the key. */
  readonly autoScalingRoleArn: pulumi.Input<string>;
}

/** A tier on Fargate: its tasks, with the rest of ContainerServiceArgs that the tier does not set. */
type ContainerTierArgs = Pick<
  ContainerServiceArgs,
  "accountId" | "agentEnvironment" | "containers" | "enforcesLease" | "logRetentionDays" | "secret"
>;

export type LoadBalancedTierArgs = TierArgs & (InstanceTierArgs | ContainerTierArgs);

/** Changes the arguments of a tier's resources. */
export interface LoadBalancedTierTransform
  extends LoadBalancerTransform,
    InstanceGroupTransform,
    InstanceRoleTransform,
    ContainerServiceTransform {}

/** Port on which instances serve HTTP to their load balancer. */
const INSTANCE_PORT = 8080;
/** Path that answers 200 while an instance can serve. */
const HEALTH_PATH = "/healthz";

/**
 * A load balancer and the instances or Fargate tasks behind it: the web tier, or the application tier behind that.
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
  /** Absent for a tier on Fargate. */
  readonly instanceRole?: InstanceRole;
  /** Absent for a tier on Fargate. */
  readonly instances?: InstanceGroup;
  /** Absent for a tier on instances. */
  readonly containers?: ContainerService;
  /** Security group of the instances or tasks. */
  readonly computeSecurityGroupId: pulumi.Output<string>;

  constructor(name: string, args: LoadBalancedTierArgs, opts?: pulumi.ComponentResourceOptions) {
    super("redoubt:index:LoadBalancedTier", name, {}, opts);
    const { region, tags, transform, vpcId } = args;
    const targets =
      "containers" in args
        ? { targetType: "ip" as const, targetPort: args.containers.port, healthPath: args.containers.healthPath }
        : { targetPort: INSTANCE_PORT, healthPath: HEALTH_PATH };
    this.loadBalancer = new LoadBalancer(
      name,
      {
        region,
        vpcId,
        subnetIds: args.loadBalancerSubnetIds,
        certificateArn: args.certificateArn,
        from: args.from,
        ...targets,
        originVerify: args.originVerify,
        logBucket: args.logBucket,
        protect: args.protect,
        tags,
        transform,
      },
      { parent: this },
    );
    if ("containers" in args) {
      this.containers = this.service(name, args);
      this.computeSecurityGroupId = this.containers.securityGroupId;
      this.connect(name, "tasks", this.containers, { region, port: targets.targetPort });
    } else {
      this.instanceRole = new InstanceRole(
        `${name}-instances`,
        { description: `Instances of ${name} in ${region}`, permissions: args.permissions, tags, transform },
        { parent: this },
      );
      this.instances = this.group(name, args, this.instanceRole);
      this.computeSecurityGroupId = this.instances.securityGroupId;
      this.connect(name, "instances", this.instances, { region, port: targets.targetPort });
    }
    this.registerOutputs();
  }

  private group(name: string, args: TierArgs & InstanceTierArgs, role: InstanceRole): InstanceGroup {
    return new InstanceGroup(
      name,
      {
        region: args.region,
        vpcId: args.vpcId,
        subnetIds: args.instanceSubnetIds,
        instanceType: args.instanceType,
        capacity: args.capacity,
        targetGroupArn: this.loadBalancer.targetGroupArn,
        userData: args.userData,
        instanceProfileArn: role.profileArn,
        keyArn: args.keyArn,
        autoScalingRoleArn: args.autoScalingRoleArn,
        launchAfter: args.launchAfter,
        tags: args.tags,
        transform: args.transform,
      },
      { parent: this },
    );
  }

  private service(name: string, args: TierArgs & ContainerTierArgs): ContainerService {
    return new ContainerService(
      name,
      {
        region: args.region,
        accountId: args.accountId,
        vpcId: args.vpcId,
        subnetIds: args.instanceSubnetIds,
        containers: args.containers,
        agentEnvironment: args.agentEnvironment,
        enforcesLease: args.enforcesLease,
        capacity: args.capacity,
        targetGroupArn: this.loadBalancer.targetGroupArn,
        permissions: args.permissions,
        secret: args.secret,
        keyArn: args.keyArn,
        logRetentionDays: args.logRetentionDays,
        launchAfter: args.launchAfter,
        tags: args.tags,
        transform: args.transform,
      },
      { parent: this },
    );
  }

  /** Lets the load balancer connect to the instances or tasks. */
  private connect(
    name: string,
    targets: "instances" | "tasks",
    compute: InstanceGroup | ContainerService,
    { port, region }: { readonly port: number; readonly region: string },
  ): void {
    securityGroupPair({
      region,
      port,
      client: {
        securityGroupId: this.loadBalancer.securityGroupId,
        ruleName: `${name}-to-${targets}`,
        description: `To the ${targets} of the tier`,
        parent: this.loadBalancer,
      },
      server: {
        securityGroupId: compute.securityGroupId,
        ruleName: `${name}-${targets}`,
        description: "From the load balancer",
        parent: compute,
      },
    });
  }
}
