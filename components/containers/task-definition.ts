import * as ecs from "@pulumi/aws/ecs";
import * as pulumi from "@pulumi/pulumi";
import { named, type Tags } from "../../config/tags";
import { LEASE_AGENT_CONTAINER } from "../../failover/lease-agent/container";
import { type Transform, transformed } from "../transform";

/** What the tasks of a tier run. */
export interface ContainerSettings {
  /** Image of the region's own registry, by digest, for arm64. */
  readonly image: pulumi.Input<string>;
  /** Image of the lease agent (failover/lease-agent/Dockerfile), of the region's own registry and by digest. */
  readonly agentImage: pulumi.Input<string>;
  /** CPU units of a task; 1024 are one vCPU. */
  readonly cpu: number;
  /** Memory of a task, MiB; Fargate supports certain values for each number of CPU units. */
  readonly memory: number;
  /** Port on which the container serves HTTP. */
  readonly port: number;
  /** Path that answers 200 while a task can serve. */
  readonly healthPath: string;
  /** Environment of the container. Task definitions can be read in the console, so no value is secret. */
  readonly environment: Readonly<Record<string, pulumi.Input<string>>>;
  /** Variables with values from Secrets Manager: `ARN:KEY::` by name. */
  readonly secrets: Readonly<Record<string, pulumi.Input<string>>>;
}

export interface TaskDefinitionArgs {
  readonly region: string;
  /** Name of the task definition's revisions, unique in the account and region. */
  readonly family: pulumi.Input<string>;
  readonly containers: ContainerSettings;
  /** Environment of the lease agent. */
  readonly agentEnvironment: Readonly<Record<string, pulumi.Input<string>>>;
  /** Whether the lease agent ends the task when the region may not use the database. */
  readonly enforcesLease: boolean;
  readonly taskRoleArn: pulumi.Input<string>;
  readonly executionRoleArn: pulumi.Input<string>;
  readonly logGroupName: pulumi.Input<string>;
  readonly tags?: Tags;
  readonly transform?: Transform<ecs.TaskDefinitionArgs>;
}

/** Name of the tier's container in its task definition. */
export const SERVING_CONTAINER = "application";
/**
 * Time from SIGTERM to SIGKILL, seconds. Short, because the lease agent's margin includes it; ECS takes a task out of the load balancer
 * and waits for its requests before it sends SIGTERM.
 */
const STOP_SECONDS = 2;
/** Longest time for the lease agent to become healthy, seconds (Amazon ECS API Reference, ContainerDefinition). */
const START_SECONDS = 120;
const SCRATCH = { name: "scratch", path: "/tmp" };

/**
 * The task of a tier: the tier's container, and the lease agent as an essential container that must be healthy before it. Where the agent
 * enforces the lease, the containers share a process namespace, so that the agent can end every process of the task by itself.
 */
export function taskDefinition(name: string, args: TaskDefinitionArgs, parent: pulumi.Resource): ecs.TaskDefinition {
  const { containers, enforcesLease, region, tags, transform } = args;
  return new ecs.TaskDefinition(
    ...transformed<ecs.TaskDefinitionArgs>(
      transform,
      name,
      {
        region,
        family: args.family,
        requiresCompatibilities: ["FARGATE"],
        networkMode: "awsvpc",
        runtimePlatform: { cpuArchitecture: "ARM64", operatingSystemFamily: "LINUX" },
        cpu: String(containers.cpu),
        memory: String(containers.memory),
        ...(enforcesLease && { pidMode: "task" }),
        taskRoleArn: args.taskRoleArn,
        executionRoleArn: args.executionRoleArn,
        volumes: [{ name: SCRATCH.name }],
        containerDefinitions: pulumi.jsonStringify([agentContainer(args), servingContainer(args)]),
        tags: named(tags, name),
      },
      { parent },
    ),
  );
}

function servingContainer(args: TaskDefinitionArgs) {
  const { containers } = args;
  const { image, port } = containers;
  return {
    name: SERVING_CONTAINER,
    image,
    essential: true,
    readonlyRootFilesystem: true,
    privileged: false,
    portMappings: [{ containerPort: port, hostPort: port, protocol: "tcp" }],
    dependsOn: [{ containerName: LEASE_AGENT_CONTAINER.name, condition: "HEALTHY" }],
    stopTimeout: STOP_SECONDS,
    environment: variables({ ...containers.environment, PORT: String(port) }),
    secrets: Object.entries(containers.secrets).map(([variable, valueFrom]) => ({ name: variable, valueFrom })),
    mountPoints: [{ sourceVolume: SCRATCH.name, containerPath: SCRATCH.path, readOnly: false }],
    volumesFrom: [],
    systemControls: [],
    logConfiguration: logConfiguration(args, SERVING_CONTAINER),
  };
}

function agentContainer(args: TaskDefinitionArgs) {
  const { name, capabilitiesDropped, environment, healthCommand } = LEASE_AGENT_CONTAINER;
  const enforcement = args.enforcesLease ? environment : {};
  return {
    name,
    image: args.containers.agentImage,
    essential: true,
    readonlyRootFilesystem: true,
    privileged: false,
    linuxParameters: { capabilities: { add: [], drop: capabilitiesDropped } },
    startTimeout: START_SECONDS,
    stopTimeout: STOP_SECONDS,
    healthCheck: { command: healthCommand, interval: 5, timeout: 2, retries: 3, startPeriod: 300 },
    environment: variables({ ...args.agentEnvironment, ...enforcement }),
    portMappings: [],
    mountPoints: [],
    volumesFrom: [],
    systemControls: [],
    logConfiguration: logConfiguration(args, name),
  };
}

/** Sorted by name, because ECS sorts them, and another order would be a change. */
function variables(values: Readonly<Record<string, pulumi.Input<string>>>) {
  return Object.entries(values)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, value]) => ({ name, value }));
}

function logConfiguration({ logGroupName, region }: TaskDefinitionArgs, streamPrefix: string) {
  return {
    logDriver: "awslogs",
    options: { "awslogs-group": logGroupName, "awslogs-region": region, "awslogs-stream-prefix": streamPrefix },
  };
}
