import {
  type ApplicationAutoScalingClient,
  DescribeScalableTargetsCommand,
  RegisterScalableTargetCommand,
} from "@aws-sdk/client-application-auto-scaling";
import { DescribeServicesCommand, type ECSClient, UpdateServiceCommand } from "@aws-sdk/client-ecs";
import type { Deployment } from "../../deployment";
import { Refused } from "../../protocol/ports";
import { bounded } from "./bounded";
import { resourcesOf } from "./resources";
import type { Scalable, Scalables, Sizes } from "./scalable";

const TARGET = { ServiceNamespace: "ecs", ScalableDimension: "ecs:service:DesiredCount" } as const;

/** The services of the tiers on Fargate. A service's minimum and maximum are those of its scalable target. */
export class Services implements Scalables {
  constructor(
    private readonly deployment: Deployment,
    private readonly clients: {
      readonly ecs: (region: string) => ECSClient;
      readonly applicationAutoScaling: (region: string) => ApplicationAutoScalingClient;
    },
  ) {}

  wanted(region: string) {
    return resourcesOf(this.deployment, region).services ?? [];
  }

  async list(region: string): Promise<readonly Scalable[]> {
    return Promise.all(this.wanted(region).map(({ name }) => this.describe(region, name)));
  }

  async resize(region: string, name: string, { minimum, desired }: Sizes): Promise<void> {
    const cluster = this.clusterOf(region, name);
    // The minimum first: otherwise scaling could lower the new number of tasks at once.
    const target = new RegisterScalableTargetCommand({
      ...TARGET,
      ResourceId: `service/${cluster}/${name}`,
      MinCapacity: minimum,
    });
    await bounded((options) => this.clients.applicationAutoScaling(region).send(target, options));
    const command = new UpdateServiceCommand({ cluster, service: name, desiredCount: desired });
    await bounded((options) => this.clients.ecs(region).send(command, options));
  }

  private async describe(region: string, name: string): Promise<Scalable> {
    const cluster = this.clusterOf(region, name);
    const describe = new DescribeServicesCommand({ cluster, services: [name] });
    const resource = `service/${cluster}/${name}`;
    const targets = new DescribeScalableTargetsCommand({ ...TARGET, ResourceIds: [resource] });
    const [{ services }, { ScalableTargets }] = await Promise.all([
      bounded((options) => this.clients.ecs(region).send(describe, options)),
      bounded((options) => this.clients.applicationAutoScaling(region).send(targets, options)),
    ]);
    const service = services?.find(({ status }) => status === "ACTIVE");
    const [target] = ScalableTargets ?? [];
    if (!service || !target) {
      const absent = service ? `${resource} has no scalable target` : `service ${name}: not in ${region}`;
      throw new Refused(`${absent}; deploy the region's stack`);
    }
    return {
      name,
      minimum: target.MinCapacity ?? 0,
      desired: service.desiredCount ?? 0,
      maximum: target.MaxCapacity ?? 0,
      healthy: service.runningCount ?? 0,
    };
  }

  private clusterOf(region: string, name: string): string {
    return this.wanted(region).find((service) => service.name === name)?.cluster ?? "";
  }
}
