import type { Deployment } from "../../deployment";
import type { CapacityPort } from "../../protocol/ports";
import type { ClusterInstances } from "./cluster-instances";
import { resourcesOf } from "./resources";

/** The capacity of a region with an Aurora cluster: its Auto Scaling groups and the instances of the cluster. */
export class AuroraCapacity implements CapacityPort {
  constructor(
    private readonly deployment: Deployment,
    private readonly groups: CapacityPort,
    private readonly instances: ClusterInstances,
  ) {}

  async raise(region: string, epoch: number): Promise<{ ready: boolean; detail: string }> {
    const wanted = resourcesOf(this.deployment, region).databaseInstances?.active ?? 1;
    // The groups check the epoch, also for the instances.
    const groups = await this.groups.raise(region, epoch);
    const { available, detail } = await this.instances.ensure(region, wanted);
    return { ready: groups.ready && available >= wanted, detail: `${groups.detail}, ${detail}` };
  }

  async restore(region: string, epoch: number): Promise<void> {
    await this.groups.restore(region, epoch);
    await this.instances.restore(region);
  }
}
