import * as cloudwatch from "@pulumi/aws/cloudwatch";
import type * as ec2 from "@pulumi/aws/ec2";
import * as ecs from "@pulumi/aws/ecs";
import type * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";
import { named, type Tags } from "../../config/tags";
import type { Capacity } from "../compute/instance-group";
import type { Permission } from "../iam/policy-document";
import { hostSecurityGroup } from "../network/host-security-group";
import { type Transform, transformed } from "../transform";
import { type ServiceScaling, type ServiceScalingTransform, serviceScaling } from "./service-scaling";
import { type ContainerSettings, SERVING_CONTAINER, taskDefinition } from "./task-definition";
import { type TaskRoles, taskRoles } from "./task-roles";

export interface ContainerServiceArgs {
  readonly region: string;
  readonly accountId: pulumi.Input<string>;
  readonly vpcId: pulumi.Input<string>;
  /** Private subnets, in at least two zones. */
  readonly subnetIds: pulumi.Input<pulumi.Input<string>[]>;
  readonly containers: ContainerSettings;
  /** Environment of the lease agent. */
  readonly agentEnvironment: Readonly<Record<string, pulumi.Input<string>>>;
  /** Whether the lease agent ends the task when the region may not use the database. */
  readonly enforcesLease: boolean;
  /** Number of tasks. */
  readonly capacity: Capacity;
  /** Target group with targets by address. */
  readonly targetGroupArn: pulumi.Input<string>;
  /** What the containers may call. */
  readonly permissions: readonly Permission[];
  /** The secret of the containers' environment, with the key that encrypts it. */
  readonly secret?: { readonly arn: pulumi.Input<string>; readonly keyArn: pulumi.Input<string> };
  /** Key of the region that CloudWatch Logs may use. */
  readonly keyArn: pulumi.Input<string>;
  /** Retention of the logs, days. */
  readonly logRetentionDays: pulumi.Input<number>;
  /**
   * Resources that must exist before the first task starts, because tasks use them.
   * @default none
   */
  readonly launchAfter?: pulumi.Resource[] | Promise<pulumi.Resource[]>;
  readonly tags?: Tags;
  /** Changes the arguments of the underlying resources. */
  readonly transform?: ContainerServiceTransform;
}

/** Changes the arguments of a service's resources. */
export interface ContainerServiceTransform extends ServiceScalingTransform {
  readonly cluster?: Transform<ecs.ClusterArgs>;
  readonly executionRole?: Transform<iam.RoleArgs>;
  readonly logGroup?: Transform<cloudwatch.LogGroupArgs>;
  readonly service?: Transform<ecs.ServiceArgs>;
  readonly taskDefinition?: Transform<ecs.TaskDefinitionArgs>;
  readonly taskRole?: Transform<iam.RoleArgs>;
  readonly taskSecurityGroup?: Transform<ec2.SecurityGroupArgs>;
}

/** Time in which a new task's health checks are ignored, seconds: the lease agent must be healthy before the container starts. */
const GRACE_SECONDS = 120;

/**
 * Fargate tasks behind a load balancer, each with the lease agent as an essential container. A deployment that does not become healthy
 * is rolled back.
 * @example
 * new ContainerService("application", {
 *   region: "us-east-1",
 *   accountId,
 *   vpcId: network.vpcId,
 *   subnetIds: network.applicationSubnetIds,
 *   containers: { image, agentImage, cpu: 1024, memory: 2048, port: 8080, healthPath: "/healthz", environment: {}, secrets: {} },
 *   agentEnvironment,
 *   enforcesLease: true,
 *   capacity: { minimum: 2, desired: 4, maximum: 12 },
 *   targetGroupArn: loadBalancer.targetGroupArn,
 *   permissions,
 *   keyArn: key.arn,
 *   logRetentionDays: 365,
 * });
 */
export class ContainerService extends pulumi.ComponentResource {
  readonly cluster: ecs.Cluster;
  readonly logGroup: cloudwatch.LogGroup;
  readonly roles: TaskRoles;
  readonly scaling: ServiceScaling;
  readonly securityGroup: ec2.SecurityGroup;
  readonly service: ecs.Service;
  readonly taskDefinition: ecs.TaskDefinition;
  readonly clusterName: pulumi.Output<string>;
  readonly securityGroupId: pulumi.Output<string>;
  readonly serviceName: pulumi.Output<string>;

  constructor(name: string, args: ContainerServiceArgs, opts?: pulumi.ComponentResourceOptions) {
    super("redoubt:index:ContainerService", name, {}, opts);
    const { accountId, containers, region, tags, transform } = args;
    const parent = { parent: this };
    this.securityGroup = hostSecurityGroup(
      `${name}-tasks`,
      {
        region,
        vpcId: args.vpcId,
        description: `Tasks of ${name}`,
        egressName: `${name}-tasks-out`,
        egressDescription: "To AWS services and the tier behind",
        tags,
        transform: transform?.taskSecurityGroup,
      },
      this,
    );
    this.securityGroupId = this.securityGroup.id;
    this.cluster = new ecs.Cluster(
      ...transformed<ecs.ClusterArgs>(
        transform?.cluster,
        name,
        { region, settings: [{ name: "containerInsights", value: "enabled" }], tags: named(tags, name) },
        parent,
      ),
    );
    this.clusterName = this.cluster.name;
    this.logGroup = new cloudwatch.LogGroup(
      ...transformed<cloudwatch.LogGroupArgs>(
        transform?.logGroup,
        name,
        { region, retentionInDays: args.logRetentionDays, kmsKeyId: args.keyArn, tags: named(tags, name) },
        parent,
      ),
    );
    this.roles = taskRoles(
      name,
      {
        region,
        accountId,
        description: `Tasks of ${name} in ${region}`,
        permissions: args.permissions,
        images: [containers.image, containers.agentImage],
        logGroupArn: this.logGroup.arn,
        secret: args.secret,
        tags,
        transform,
      },
      this,
    );
    this.taskDefinition = taskDefinition(
      name,
      {
        region,
        family: this.clusterName,
        containers,
        agentEnvironment: args.agentEnvironment,
        enforcesLease: args.enforcesLease,
        taskRoleArn: this.roles.taskRole.arn,
        executionRoleArn: this.roles.executionRole.arn,
        logGroupName: this.logGroup.name,
        tags,
        transform: transform?.taskDefinition,
      },
      this,
    );
    this.service = this.fargateService(name, args);
    this.serviceName = this.service.name;
    const { capacity } = args;
    this.scaling = serviceScaling(
      name,
      { region, clusterName: this.clusterName, service: this.service, capacity, tags, transform },
      this,
    );
    this.registerOutputs({ serviceName: this.serviceName });
  }

  private fargateService(name: string, args: ContainerServiceArgs): ecs.Service {
    const { capacity, containers, launchAfter, region, subnetIds, tags, targetGroupArn, transform } = args;
    const { policies } = this.roles;
    const dependsOn = Promise.resolve(launchAfter ?? []).then((resources) => [...policies, ...resources]);
    return new ecs.Service(
      ...transformed<ecs.ServiceArgs>(
        transform?.service,
        name,
        {
          region,
          cluster: this.cluster.arn,
          taskDefinition: this.taskDefinition.arn,
          launchType: "FARGATE",
          desiredCount: capacity.desired,
          deploymentCircuitBreaker: { enable: true, rollback: true },
          deploymentMinimumHealthyPercent: 100,
          deploymentMaximumPercent: 200,
          availabilityZoneRebalancing: "ENABLED",
          enableExecuteCommand: false,
          healthCheckGracePeriodSeconds: GRACE_SECONDS,
          networkConfiguration: {
            subnets: subnetIds,
            securityGroups: [this.securityGroupId],
            assignPublicIp: false,
          },
          loadBalancers: [{ targetGroupArn, containerName: SERVING_CONTAINER, containerPort: containers.port }],
          enableEcsManagedTags: true,
          propagateTags: "SERVICE",
          // Tasks of a region that may not use the database do not start; an update does not wait for them.
          waitForSteadyState: false,
          tags: named(tags, name),
        },
        // Scaling, and during a failover the controller, decide the number of tasks.
        { parent: this, ignoreChanges: ["desiredCount"], dependsOn },
      ),
    );
  }
}
