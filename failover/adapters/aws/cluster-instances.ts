import {
  CreateDBInstanceCommand,
  type DBInstance,
  DeleteDBInstanceCommand,
  DescribeDBClustersCommand,
  DescribeDBInstancesCommand,
  type RDSClient,
} from "@aws-sdk/client-rds";
import type { Deployment } from "../../deployment";
import { Refused } from "../../protocol/ports";
import { bounded, isError } from "./bounded";
import { resourcesOf } from "./resources";

/** What a cluster has of the instances that were requested. */
export interface InstanceCount {
  readonly available: number;
  readonly detail: string;
}

/**
 * The DB instances of Aurora clusters. A failover that needs more than the stack has created adds relief instances under names of their
 * own, so that the next update can create the stack's.
 */
export class ClusterInstances {
  constructor(
    private readonly deployment: Deployment,
    private readonly clientOf: (region: string) => RDSClient,
  ) {}

  /**
   * Requests that the region's cluster has at least `wanted` instances. Relief instances are deleted once the stack's own suffice, unless
   * one is the writer: its deletion would be a failover inside the region.
   */
  async ensure(region: string, wanted: number): Promise<InstanceCount> {
    const instances = await this.instances(region);
    const own = instances.filter((instance) => !isRelief(instance));
    if (own.filter(isAvailable).length >= wanted) await this.removeRelief(region, instances);
    for (let missing = wanted - instances.length; missing > 0; missing--) {
      await this.create(region, reliefName(this.identifier(region), instances, missing));
    }
    const available = instances.filter(isAvailable).length;
    return { available, detail: `DB instances ${available} of ${wanted}` };
  }

  /** Deletes the relief instances of a standby, after a rehearsal. */
  async restore(region: string): Promise<void> {
    await this.removeRelief(region, await this.instances(region));
  }

  private async instances(region: string): Promise<DBInstance[]> {
    const Filters = [{ Name: "db-cluster-id", Values: [this.identifier(region)] }];
    const command = new DescribeDBInstancesCommand({ Filters });
    const { DBInstances = [] } = await bounded((options) => this.clientOf(region).send(command, options));
    return DBInstances.filter(({ DBInstanceStatus }) => DBInstanceStatus !== "deleting");
  }

  private async create(region: string, DBInstanceIdentifier: string): Promise<void> {
    const { databaseInstances: settings } = resourcesOf(this.deployment, region);
    if (settings === undefined) {
      throw new Refused(`region ${region}: output databaseInstances is missing; update the stack: redoubt up`);
    }
    const command = new CreateDBInstanceCommand({
      DBInstanceIdentifier,
      DBClusterIdentifier: this.identifier(region),
      Engine: settings.engine,
      DBInstanceClass: settings.class,
      DBParameterGroupName: settings.parameterGroup,
      PubliclyAccessible: false,
      // Not preferred as the writer to instances of the stack, which have 0 to 1.
      PromotionTier: 15,
    });
    try {
      await bounded((options) => this.clientOf(region).send(command, options));
    } catch (error) {
      // Another process has created it.
      if (!isError(error, "DBInstanceAlreadyExists", "DBInstanceAlreadyExistsFault")) throw error;
    }
  }

  private async removeRelief(region: string, instances: readonly DBInstance[]): Promise<void> {
    const relief = instances.filter(isRelief);
    if (relief.length === 0) return;
    const writer = await this.writer(region);
    for (const { DBInstanceIdentifier } of relief) {
      if (DBInstanceIdentifier === writer) continue;
      const command = new DeleteDBInstanceCommand({ DBInstanceIdentifier, SkipFinalSnapshot: true });
      await bounded((options) => this.clientOf(region).send(command, options));
    }
  }

  /** The instance that takes writes; undefined in a secondary cluster, whose instances are all readers. */
  private async writer(region: string): Promise<string | undefined> {
    const command = new DescribeDBClustersCommand({ DBClusterIdentifier: this.identifier(region) });
    const { DBClusters } = await bounded((options) => this.clientOf(region).send(command, options));
    const [cluster] = DBClusters ?? [];
    if (cluster?.ReplicationSourceIdentifier) return undefined;
    return cluster?.DBClusterMembers?.find(({ IsClusterWriter }) => IsClusterWriter)?.DBInstanceIdentifier;
  }

  private identifier(region: string): string {
    return resourcesOf(this.deployment, region).databaseIdentifier;
  }
}

const RELIEF = "-relief-";

function isRelief({ DBInstanceIdentifier = "" }: DBInstance): boolean {
  return DBInstanceIdentifier.includes(RELIEF);
}

function isAvailable({ DBInstanceStatus }: DBInstance): boolean {
  return DBInstanceStatus === "available";
}

/** The name of the `missing`-th instance that is to be created; two processes choose the same one. */
function reliefName(cluster: string, instances: readonly DBInstance[], missing: number): string {
  const taken = new Set(instances.map(({ DBInstanceIdentifier }) => DBInstanceIdentifier));
  const free = Array.from({ length: 16 }, (_, index) => `${cluster}${RELIEF}${index + 1}`).filter(
    (name) => !taken.has(name),
  );
  return free[missing - 1] ?? "";
}
